package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.worker.GrowthBench;
import dev.bonghwa.cli.bench.worker.WorkerPlan;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bonghwa bench growth}. */
@Command(
    name = "growth",
    description = {
      "Measures whether a delivery costs a worker more when there is more to deliver.",
      "",
      "One fleet as in 'bench worker' gets, in turn: ten jobs of a hundredth of --targets, one"
          + " after the other; one of --targets; one of a tenth; and ten of a tenth at once. About"
          + " four minutes. Needs Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench growth",
      "  bonghwa bench growth --targets 200000 --rounds 3"
    })
final class BenchGrowth implements Callable<Integer> {

  private final Globals globals;

  @Mixin private WorkerOptions options = new WorkerOptions(1_000_000);

  @Mixin private FigureFiles files = new FigureFiles();

  BenchGrowth(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    WorkerPlan plan = options.plan(true, false);
    files.check();
    options.train(globals.console()::note);
    var bench = new GrowthBench(Cores.left(), globals.console()::note);
    files.tell(List.of(files.named(bench.play(plan))), globals);
    return ExitCode.OK;
  }
}
