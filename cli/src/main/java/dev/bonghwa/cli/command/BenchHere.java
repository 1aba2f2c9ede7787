package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.here.HereBench;
import dev.bonghwa.cli.bench.here.HerePlan;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Machine;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa bench here}. */
@Command(
    name = "here",
    description = {
      "Sizes this machine in a minute: what it is worth, and what to tell its worker.",
      "",
      "A worker has a core for itself and sends as fast as it can to a receiver on this machine;"
          + " then a new one does so with the MAX_CONCURRENT and the memory that follow from that,"
          + " to a receiver that takes its time, and once more if it used less of them. Run it when"
          + " the machine does nothing else. Needs Linux and two cores."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa bench here",
      "  bonghwa bench here --latency 80        # what your receivers take to answer",
      "  bonghwa bench here --output json"
    })
final class BenchHere implements Callable<Integer> {

  private static final int TARGETS = 20_000;

  /** In less the JVM is still compiling when it is looked at. */
  private static final int LEAST_SECONDS = 15;

  private final Globals globals;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description =
          "What the real receivers take to answer, 1 to 10000 (default: 150, as Discord's).")
  private int latency = 150;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Of each of the two or three runs, without starting, 15 to 600 (default: 15).")
  private int seconds = 15;

  @Mixin private FigureFiles files = new FigureFiles();

  BenchHere(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    Range.check("--latency", latency, 1, 10_000);
    Range.check("--seconds", seconds, LEAST_SECONDS, 600);
    files.check();
    double busy = Machine.minuteLoad();
    AotCaches.train(Placement.MEGABYTES, globals.console()::note);
    var plan = new HerePlan(Duration.ofMillis(latency), Duration.ofSeconds(seconds), TARGETS);
    Measurement measured = new HereBench(Cores.left(), globals.console()::note).play(plan, busy);
    files.tell(List.of(measured.with(files.options("--seconds"))), globals);
    return ExitCode.OK;
  }
}
