package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.share.UnequalBench;
import dev.bonghwa.cli.bench.share.UnequalPlan;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench unequal}. */
@Command(
    name = "unequal",
    description = {
      "Measures whether a job waits for its slowest worker, and whether a late one helps.",
      "",
      "Four workers share jobs; after the first the receiver of one takes four times as long, of"
          + " which the fleet knows nothing at first; then one more worker joins in mid-job. About"
          + " five minutes. Needs Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench unequal",
      "  bonghwa bench unequal --targets 30000 --max-concurrent 50"
    })
final class BenchUnequal implements Callable<Integer> {

  private static final int FAST = 3;

  /** So many times the longest latency is less than workers wait for an answer. */
  private static final int MOST_SLOWER = 10;

  private static final int MOST_LATENCY = 1_000;

  private final Globals globals;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "Of each job, 100 to 1000000 (default: 100000).")
  private int targets = 100_000;

  @Option(
      names = "--slower",
      paramLabel = "TIMES",
      description = "How slow the slow one is, 1 to 10 (default: 4).")
  private int slower = 4;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "Requests in flight, of each worker, 1 to 10000 (default: 200).")
  private int strength = 200;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description =
          "The receiver answers the fast ones after so many milliseconds, 1 to 1000 (default:"
              + " 200).")
  private int latency = 200;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Jobs after the first, 1 to 100 (default: 5).")
  private int rounds = 5;

  @Mixin private FigureFiles files = new FigureFiles();

  BenchUnequal(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    UnequalPlan plan = plan();
    files.check();
    AotCaches.train(Placement.MEGABYTES, globals.console()::note);
    var bench = new UnequalBench(Cores.here(), globals.console()::note);
    files.tell(List.of(files.named(bench.play(plan))), globals);
    return ExitCode.OK;
  }

  private UnequalPlan plan() {
    Range.check("--targets", targets, 100, Range.MOST_TARGETS);
    Range.check("--slower", slower, 1, MOST_SLOWER);
    Range.check("--max-concurrent", strength, 1, 10_000);
    Range.check("--latency", latency, 1, MOST_LATENCY);
    Range.check("--rounds", rounds, 1, Range.MOST_ROUNDS);
    return new UnequalPlan(FAST, slower, strength, Duration.ofMillis(latency), targets, rounds);
  }
}
