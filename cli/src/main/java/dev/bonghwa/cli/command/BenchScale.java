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
      "  bonghwa bench scale --nodes 1000 --jobs 10 --targets 1000000"
    })
final class BenchScale implements Callable<Integer> {

  private final Globals globals;

  @Option(names = "--nodes", paramLabel = "N", description = "Of the fleet (default: 200).")
  private int nodes = 200;

  @Option(
      names = "--meant",
      paramLabel = "N",
      description = "Targets that are asked about (default: 50000000).")
  private long meant = 50_000_000;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "Targets that are really there (default: 5000000).")
  private int targets = 5_000_000;

  @Option(names = "--jobs", paramLabel = "N", description = "Pending at once (default: 50).")
  private int jobs = 50;

  @Option(
      names = "--settles",
      paramLabel = "N",
      description = "Of each batch, one in 100 ms (default: 10, of a node at 500 a second).")
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
    files.tell(List.of(new ScaleBench(globals.console()::note).play(plan)), globals);
    return ExitCode.OK;
  }

  private ScalePlan plan() {
    try {
      return new ScalePlan(nodes, jobs, targets, meant, settles, 5);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(
          "an option is out of range", "all are at least 1, and a job has at least one target");
    }
  }
}
