package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.share.FairBench;
import dev.bonghwa.cli.bench.share.FairPlan;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench fair}. */
@Command(
    name = "fair",
    description = {
      "Measures whether urgent jobs get through a broadcast, and what that costs the broadcast.",
      "",
      "Small jobs of high priority go to a fleet that is idle, and again to one that is in the"
          + " middle of a large job. The workers send at a fixed rate, so that it is the rate that"
          + " is shared and not the cores of this machine. About ten minutes. Needs Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench fair",
      "  bonghwa bench fair --rate 300 --targets 30000"
    })
final class BenchFair implements Callable<Integer> {

  private static final Duration REST = Duration.ofSeconds(1);

  private final Globals globals;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "Of the broadcast, 1 to 1000000 (default: 143900).")
  private int targets = 143_900;

  @Option(
      names = "--urgent",
      paramLabel = "N",
      description = "Of an urgent job, 1 to 1000000 (default: 200).")
  private int urgent = 200;

  @Option(names = "--jobs", paramLabel = "N", description = "Urgent ones, 1 to 1000 (default: 20).")
  private int jobs = 20;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Of the fleet, 1 to 16 (default: 3).")
  private int workers = 3;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Of all of it, 1 to 100 (default: 5).")
  private int rounds = 5;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second of each worker, 1 to 100000 (default: 1000).")
  private int rate = 1_000;

  @Mixin private FigureFiles files = new FigureFiles();

  BenchFair(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    FairPlan plan = plan();
    files.check();
    AotCaches.train(Placement.MEGABYTES, globals.console()::note);
    var bench = new FairBench(Cores.here(), globals.console()::note);
    files.tell(List.of(files.named(bench.play(plan))), globals);
    return ExitCode.OK;
  }

  private FairPlan plan() {
    Range.check("--targets", targets, 1, Range.MOST_TARGETS);
    Range.check("--urgent", urgent, 1, Range.MOST_TARGETS);
    Range.check("--jobs", jobs, 1, 1_000);
    Range.check("--workers", workers, 1, Range.MOST_WORKERS);
    Range.check("--rounds", rounds, 1, Range.MOST_ROUNDS);
    Range.check("--rate", rate, 1, 100_000);
    return new FairPlan(workers, rate, targets, urgent, jobs, REST, rounds);
  }
}
