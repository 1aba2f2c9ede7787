package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.redis.RedisBench;
import dev.bonghwa.cli.bench.redis.RedisPlan;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench redis}. */
@Command(
    name = "redis",
    description = {
      "Counts the commands that small jobs and slow nodes cost Redis.",
      "",
      "One fleet gets small jobs that all its nodes share; another one sends as slowly as Discord"
          + " allows. What they cost at full speed 'bench worker' tells. About nine minutes. Needs"
          + " Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench redis",
      "  bonghwa bench redis --nodes 4 --rounds 1"
    })
final class BenchRedis implements Callable<Integer> {

  private static final int JOBS = 20;
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int SLOW_NODES = 4;
  private static final Duration STRETCH = Duration.ofSeconds(20);

  /** With more of both the slow nodes' job would be larger than nms-api takes one. */
  private static final int MOST_RATE = 500;

  private static final int MOST_ROUNDS = 20;

  private final Globals globals;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "That share a small job, 1 to 16 (default: 10).")
  private int nodes = 10;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "Of a small job, 1 to 10000 (default: 49).")
  private int targets = 49;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second of each of four slow nodes, 1 to 500 (default: 45).")
  private int rate = 45;

  @Option(names = "--rounds", paramLabel = "N", description = "Of both, 1 to 20 (default: 5).")
  private int rounds = 5;

  @Mixin private FigureFiles files = new FigureFiles();

  BenchRedis(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    RedisPlan plan = plan();
    files.check();
    AotCaches.train(Placement.MEGABYTES, globals.console()::note);
    var bench = new RedisBench(Cores.here(), globals.console()::note);
    files.tell(List.of(files.named(bench.play(plan))), globals);
    return ExitCode.OK;
  }

  private RedisPlan plan() {
    Range.check("--nodes", nodes, 1, Range.MOST_WORKERS);
    Range.check("--targets", targets, 1, 10_000);
    Range.check("--rate", rate, 1, MOST_RATE);
    Range.check("--rounds", rounds, 1, MOST_ROUNDS);
    return new RedisPlan(nodes, targets, JOBS, EVERY, SLOW_NODES, rate, STRETCH, rounds);
  }
}
