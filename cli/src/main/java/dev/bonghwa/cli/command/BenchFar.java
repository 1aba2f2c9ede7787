package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.worker.FarBench;
import dev.bonghwa.cli.bench.worker.WorkerPlan;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench far}. */
@Command(
    name = "far",
    description = {
      "Measures what a worker loses when its Redis is far away.",
      "",
      "One fleet as in 'bench worker', with a relay between the worker and Redis that delays what"
          + " passes, and does not, in turn. Its jobs are large: of one of a second the round trips"
          + " at its beginning and its end are a fifth. Three minutes. Needs Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench far",
      "  bonghwa bench far --delay 150 --targets 300000"
    })
final class BenchFar implements Callable<Integer> {

  /** The programs take a Redis that is much farther away for one that is gone. */
  private static final int MOST_DELAY = 1_000;

  private final Globals globals;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      description = "To Redis, and as many back, 1 to 1000 (default: 50).")
  private int delay = 50;

  @Mixin private WorkerOptions options = new WorkerOptions(1_000_000);

  @Mixin private FigureFiles files = new FigureFiles();

  BenchFar(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    Range.check("--delay", delay, 1, MOST_DELAY);
    WorkerPlan plan = options.plan(true, true);
    files.check();
    options.train(globals.console()::note);
    var bench = new FarBench(Cores.left(), Duration.ofMillis(delay), globals.console()::note);
    files.tell(List.of(files.named(bench.play(plan))), globals);
    return ExitCode.OK;
  }
}
