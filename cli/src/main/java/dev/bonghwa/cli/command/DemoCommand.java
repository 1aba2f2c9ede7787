package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.demo.Demo;
import dev.bonghwa.cli.demo.DemoPrinter;
import dev.bonghwa.cli.demo.DemoResult;
import dev.bonghwa.cli.demo.DemoSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bonghwa demo}. */
@Command(
    name = "demo",
    description = {
      "Runs a whole fleet on this machine and shows that its counts are true.",
      "",
      "Starts a Redis, one nms-api, node-workers of unequal strength and a receiver that behaves"
          + " like Discord on a bad day (latency, 429s, 5xx, broken answers, webhooks that are"
          + " gone), notifies made-up subscribers, and compares what the fleet reports with what"
          + " the receiver counted. Exit code 0 only if they agree. Needs no Redis, no Docker, no"
          + " network."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa demo",
      "  bonghwa demo --subscribers 100000 --workers 5",
      "  bonghwa demo --keep-running"
    })
public final class DemoCommand implements Callable<Integer> {

  private final Globals globals;

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description = "How many are notified, 1 to 400000 (default: 20000).")
  private int subscribers = 20_000;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many node-workers, 1 to 16 (default: 3).")
  private int workers = 3;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides what goes wrong with whom; the summary names it (default: another each time).")
  private @Nullable Long seed;

  @Option(
      names = "--keep-running",
      description = "Leave the fleet up after the job, and print its URLs and its key.")
  private boolean keepRunning;

  @Option(names = "--keep-logs", description = "Leave the programs' logs behind, and say where.")
  private boolean keepLogs;

  public DemoCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    QuietLibraries.configure();
    var printer = new DemoPrinter(globals.console(), globals.json());
    DemoResult result = new Demo(settings(), printer).run();
    printer.print(result);
    return result.agrees() ? ExitCode.OK : ExitCode.FAULT;
  }

  private DemoSettings settings() {
    try {
      long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
      return new DemoSettings(subscribers, workers, chosen, keepRunning, keepLogs);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(String.valueOf(e.getMessage()), "see 'bonghwa demo --help'");
    }
  }
}
