package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.scale.ScaleBench;
import dev.bonghwa.cli.bench.scale.ScalePlan;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench scale}. */
@Command(
    name = "scale",
    description = {
      "Simulates a fleet of hundreds of nodes, and says where its first ceiling is.",
      "",
      "The real planner and the real scripts on a real Redis; nodes that claim and settle and send"
          + " nothing. Fewer targets than are meant, the rest is worked out. About two minutes."
          + " Needs Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench scale",
      "  bonghwa bench scale --nodes 1000 --jobs 10 --targets 10000000"
    })
final class BenchScale implements Callable<Integer> {

  /** They share a connection, which holds so many commands that are not answered yet. */
  private static final int MOST_NODES = 1_000;

  private final Globals globals;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Of the fleet, 1 to 1000 (default: 200).")
  private int nodes = 200;

  @Option(
      names = "--meant",
      paramLabel = "N",
      description = "Targets that are asked about, 1 to 1000000000000 (default: 50000000).")
  private long meant = 50_000_000;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "Targets that are really there, 1 to 100000000 (default: 5000000).")
  private int targets = 5_000_000;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Pending at once, 1 to 10000 (default: 50).")
  private int jobs = 50;

  @Option(
      names = "--settles",
      paramLabel = "N",
      description =
          "Of each batch, one in 100 ms, 1 to 500 (default: 10, of a node at 500 a second).")
  private int settles = 10;

  @Mixin private FigureFiles files = new FigureFiles();

  BenchScale(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    ScalePlan plan = plan();
    files.check();
    var bench = new ScaleBench(globals.console()::note);
    files.tell(List.of(files.named(bench.play(plan))), globals);
    return ExitCode.OK;
  }

  private ScalePlan plan() {
    Range.check("--nodes", nodes, 1, MOST_NODES);
    Range.check("--meant", meant, 1, 1_000_000_000_000L);
    Range.check("--targets", targets, 1, 100_000_000);
    Range.check("--jobs", jobs, 1, 10_000);
    Range.check("--settles", settles, 1, 500);
    if (targets < jobs) {
      throw CliFault.usage(
          "--targets %d is less than --jobs %d".formatted(targets, jobs),
          "each job has at least one target");
    }
    return new ScalePlan(nodes, jobs, targets, meant, settles, 5);
  }
}
