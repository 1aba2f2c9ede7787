package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.worker.WorkerBench;
import dev.bonghwa.cli.bench.worker.WorkerPlan;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench worker}. */
@Command(
    name = "worker",
    description = {
      "Measures how fast one worker sends and what that costs: CPU, memory, Redis.",
      "",
      "The worker gets a core for itself; Redis, nms-api and a receiver that answers at once share"
          + " the others. When wrk or h2load is on the PATH, the same receiver shows what a load"
          + " generator makes of that core. A minute for each protocol. Needs Linux; pins with"
          + " taskset."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench worker",
      "  bonghwa bench worker --protocol h2,h1 --report cli/BENCHMARKS.md",
      "  bonghwa bench worker --max-concurrent 1000 --memory 384",
      "  bonghwa bench worker --jvm=-XX:TieredStopAtLevel=1 --json figures.json"
    })
final class BenchWorker implements Callable<Integer> {

  private final Globals globals;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      split = ",",
      description = "h2 (the default), h1, or both, one fleet for each.")
  private List<String> protocols = List.of("h2");

  @Mixin private WorkerOptions options = new WorkerOptions(100_000);

  @Mixin private FigureFiles files = new FigureFiles();

  BenchWorker(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    List<WorkerPlan> plans = protocols.stream().map(this::plan).toList();
    files.check();
    options.train(globals.console()::note);
    var bench = new WorkerBench(Cores.left(), globals.console()::note);
    List<Measurement> measured = plans.stream().map(plan -> files.named(bench.play(plan))).toList();
    files.tell(measured, globals);
    return ExitCode.OK;
  }

  private WorkerPlan plan(String protocol) {
    if (!protocol.equals("h1") && !protocol.equals("h2")) {
      throw CliFault.usage("there is no protocol " + protocol, "there are h1 and h2");
    }
    return options.plan(protocol.equals("h2"), false);
  }
}
