package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.api.Submitted;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Words;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa jobs redrive}. */
@Command(
    name = "redrive",
    description = {
      "Sends an ended job again to the targets that it did not deliver to, as a new job.",
      "",
      "What was delivered is not sent again, and a gone endpoint is never called. What the new"
          + " job does not deliver either is redriven from that one: redriving the old job twice"
          + " sends twice."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa jobs redrive job_01J...",
      "  bonghwa jobs redrive job_01J... --states cancelled --watch"
    })
final class JobsRedrive implements Callable<Integer> {

  private final Globals globals;

  @Parameters(paramLabel = "JOB", description = "The ended job's id.")
  private String id = "";

  @Option(
      names = "--states",
      paramLabel = "STATE",
      split = ",",
      description =
          "How they ended: some of failed, expired, uncertain, rejected, cancelled (default: the"
              + " first three).")
  private List<String> states = List.of();

  @Option(names = "--name", paramLabel = "TEXT", description = "A label (default: the old one's).")
  private @Nullable String name;

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "Give up what is not delivered by then: 90s, 15m, 2h (default: as before).")
  private @Nullable Duration expiresIn;

  @Option(names = "--watch", description = "Show the new job's progress until it ends.")
  private boolean watch;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Redriving again under the same key makes no second job (default: a new key).")
  private String idempotencyKey = "cli-" + UUID.randomUUID();

  JobsRedrive(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    NmsClient client = globals.client();
    Submitted submitted = redrive(client);
    new SubmitNotes(globals.console()).print(submitted);
    if (!watch) {
      new JobPrinter(globals).print(submitted.job());
      return ExitCode.OK;
    }
    return watch(client, submitted.job());
  }

  private int watch(NmsClient client, JobView job) throws InterruptedException {
    Console console = globals.console();
    console.note("job " + job.id() + ", " + Words.count(job.total(), "target"));
    JobView end = new Watching(client, console).untilEnd(job.id());
    new JobPrinter(globals).print(end);
    return JobEnd.exitCode(end);
  }

  /** The key is told only where it matters: when nobody knows whether there is a new job. */
  private Submitted redrive(NmsClient client) {
    try {
      return client.redrive(id, wish(), idempotencyKey);
    } catch (CliFault fault) {
      throw fault.exitCode() == ExitCode.FAULT
          ? fault.advising("to try again without a second job: --idempotency-key " + idempotencyKey)
          : fault;
    }
  }

  private ObjectNode wish() {
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    if (!states.isEmpty()) {
      states.forEach(wish.putArray("states")::add);
    }
    if (name != null) {
      wish.put("name", name);
    }
    if (expiresIn != null) {
      wish.put("expires_in", expiresIn.toSeconds());
    }
    return wish;
  }
}
