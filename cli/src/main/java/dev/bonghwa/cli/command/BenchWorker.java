package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.worker.WorkerBench;
import dev.bonghwa.cli.bench.worker.WorkerPlan;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
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
          + " generator makes of that core. Needs Linux; pins with taskset."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench worker",
      "  bonghwa bench worker --protocol h2,h1 --report cli/BENCHMARKS.md",
      "  bonghwa bench worker --jvm=-XX:+UseCompactObjectHeaders --json figures.json"
    })
final class BenchWorker implements Callable<Integer> {

  private final Globals globals;

  @Option(names = "--targets", paramLabel = "N", description = "Of each job (default: 100000).")
  private int targets = 100_000;

  @Option(names = "--rounds", paramLabel = "N", description = "When it is warm (default: 5).")
  private int rounds = 5;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      split = ",",
      description = "h2 (the default), h1, or both, one fleet for each.")
  private List<String> protocols = List.of("h2");

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "Requests in flight (default: 200).")
  private int maxConcurrent = 200;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "After so many milliseconds the receiver answers (default: 0).")
  private int latency;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Of the container that the JVM is made to see (default: 256).")
  private int memory = 256;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "An option for the worker's JVM beyond those of the images; repeatable.")
  private List<String> jvm = new ArrayList<>();

  @Mixin private FigureFiles files = new FigureFiles();

  BenchWorker(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    files.check();
    List<WorkerPlan> plans = protocols.stream().map(this::plan).toList();
    Cores cores = Cores.here();
    cores.moveAround(ProcessHandle.current().pid());
    var bench = new WorkerBench(cores, globals.console()::note);
    List<Measurement> measured = plans.stream().map(bench::play).toList();
    files.tell(measured, globals);
    return ExitCode.OK;
  }

  private WorkerPlan plan(String protocol) {
    if (!protocol.equals("h1") && !protocol.equals("h2")) {
      throw CliFault.usage("there is no protocol " + protocol, "there are h1 and h2");
    }
    if (targets < 1 || rounds < 1 || latency < 0 || maxConcurrent < 1 || maxConcurrent > 10_000) {
      throw CliFault.usage(
          "--targets, --rounds, --max-concurrent or --latency is out of range",
          "at least one target and round, 1 to 10,000 in flight");
    }
    return new WorkerPlan(
        targets,
        rounds,
        protocol.equals("h2"),
        maxConcurrent,
        Duration.ofMillis(latency),
        false,
        memory,
        jvm);
  }
}
