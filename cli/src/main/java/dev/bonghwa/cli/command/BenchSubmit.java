package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.submit.AcceptBench;
import dev.bonghwa.cli.bench.submit.AcceptPlan;
import dev.bonghwa.cli.bench.submit.FirstSendBench;
import dev.bonghwa.cli.bench.submit.FirstSendPlan;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench submit}. */
@Command(
    name = "submit",
    description = {
      "Measures what a main server waits for: until a job is accepted, until its first send.",
      "",
      "Accepting: nms-api has a core for itself and takes large jobs, which stay pending until they"
          + " are cancelled; memory of nms-api and of Redis is looked at. First send: small jobs to"
          + " an idle fleet, one after the other. About three minutes. Needs Linux."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench submit",
      "  bonghwa bench submit --part first --jobs 100",
      "  bonghwa bench submit --targets 143900 --report cli/BENCHMARKS.md"
    })
final class BenchSubmit implements Callable<Integer> {

  private final Globals globals;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      split = ",",
      description = "accepting, first, or both (the default).")
  private List<String> parts = List.of("accepting", "first");

  @Option(
      names = "--targets",
      paramLabel = "N",
      split = ",",
      description = "Of the jobs to accept, 1 to 1000000 (default: 143900,1000000).")
  private List<Integer> targets = List.of(143_900, Range.MOST_TARGETS);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Of each of them, 1 to 100 (default: 5).")
  private int rounds = 5;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Of 49 targets, for the first send, 1 to 10000 (default: 300).")
  private int jobs = 300;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Of the fleet, 1 to 16 (default: 3).")
  private int workers = 3;

  @Mixin private FigureFiles files = new FigureFiles();

  BenchSubmit(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    check();
    files.check();
    AotCaches.train(Placement.MEGABYTES, globals.console()::note);
    List<Measurement> measured = new ArrayList<>();
    Cores cores = Cores.here();
    if (parts.contains("accepting")) {
      // This process sends the bytes: it must not do so on the core of what takes them.
      var bench = new AcceptBench(Cores.left(), globals.console()::note);
      var plan = new AcceptPlan(targets, rounds, workers);
      measured.add(files.named(bench.play(plan), "--jobs"));
      cores.enter(ProcessHandle.current().pid());
    }
    if (parts.contains("first")) {
      var bench = new FirstSendBench(cores, globals.console()::note);
      var plan = new FirstSendPlan(jobs, 2 * jobs, 49, workers);
      measured.add(files.named(bench.play(plan), "--targets"));
    }
    files.tell(measured, globals);
    return ExitCode.OK;
  }

  private void check() {
    if (!List.of("accepting", "first").containsAll(parts)) {
      throw CliFault.usage("there is no part " + parts, "there are accepting and first");
    }
    targets.forEach(size -> Range.check("--targets", size, 1, Range.MOST_TARGETS));
    Range.check("--rounds", rounds, 1, Range.MOST_ROUNDS);
    Range.check("--jobs", jobs, 1, 10_000);
    Range.check("--workers", workers, 1, Range.MOST_WORKERS);
  }
}
