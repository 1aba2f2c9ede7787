package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.api.Submitted;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.progress.Upload;
import dev.bonghwa.cli.send.EndpointFile;
import dev.bonghwa.cli.send.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa send}: one message to a file of real endpoints, through a running fleet. */
@Command(
    name = "send",
    description = {
      "Sends one message to every endpoint of a file, through a running fleet.",
      "",
      "FILE holds one endpoint a line (# starts a comment) or one JSON array of strings; an"
          + " endpoint is a webhook's URL or ID/TOKEN. An endpoint that is listed twice gets the"
          + " message once. Lines that are no endpoints are listed and left out; with --strict"
          + " they are listed and nothing is sent.",
      "",
      JobEnd.EXIT_CODES
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa send hooks.txt --content 'The stream is on!'",
      "  bonghwa send hooks.txt --message m.json --dry-run",
      "  bonghwa send hooks.json --message m.json --name notice-42 --priority high",
      "  bonghwa send hooks.txt --message m.json --expires-in 2h --no-watch --output json"
    })
public final class SendCommand implements Callable<Integer> {

  /** Where the message comes from: exactly one of the two. */
  static final class Source {

    @Option(
        names = "--message",
        required = true,
        paramLabel = "FILE",
        description = "The message: a file with the JSON object that every endpoint gets.")
    private @Nullable Path file;

    @Option(
        names = "--content",
        required = true,
        paramLabel = "TEXT",
        description = "The message: nothing but this text.")
    private @Nullable String content;

    Message message() {
      return file == null ? Message.ofContent(content == null ? "" : content) : Message.read(file);
    }
  }

  private final Globals globals;

  @Parameters(paramLabel = "FILE", description = "The endpoints.")
  private Path file = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(names = "--name", paramLabel = "TEXT", description = "A label for people.")
  private @Nullable String name;

  @Option(
      names = "--priority",
      paramLabel = "WORD",
      description = "high, normal or low (default: normal).")
  private @Nullable String priority;

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "Give up what is not delivered by then: 90s, 15m, 2h, 1d (default: the API's).")
  private @Nullable Duration expiresIn;

  @Option(names = "--allow-mentions", description = "The message may call @everyone or @here.")
  private boolean allowMentions;

  @Option(names = "--strict", description = "Send nothing at all when one endpoint is bad.")
  private boolean strict;

  @Option(
      names = "--dry-run",
      description =
          "Send nothing: say what would be sent, how long it would take and what limits it; without"
              + " an API key only what the file holds.")
  private boolean dryRun;

  @Option(names = "--no-watch", description = "Print the job and return; it goes on.")
  private boolean noWatch;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Submitting again under the same key makes no second job (default: a new key).")
  private String idempotencyKey = "cli-" + UUID.randomUUID();

  public SendCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = globals.console();
    Message message = checkedMessage();
    EndpointFile endpoints = EndpointFile.check(file);
    if (dryRun && !globals.hasKey()) {
      return new DryRun(globals).alone(file);
    }
    NmsClient client = globals.client();
    client.nodes(); // a wrong URL or key is told before a large upload

    var submission = new Submission(head(message), endpoints, idempotencyKey, strict);
    if (dryRun) {
      return new DryRun(globals).asked(submission);
    }
    Submitted submitted = new Upload(client, console).submit(submission);
    new SubmitNotes(console).print(submitted, endpoints);
    JobView job = submitted.job();
    if (noWatch) {
      new JobPrinter(globals).print(job);
      return ExitCode.OK;
    }
    console.note("job " + job.id() + ", " + Words.count(job.total(), "target"));
    JobView end = new Watching(client, console).untilEnd(job.id());
    new JobPrinter(globals).print(end);
    return JobEnd.exitCode(end);
  }

  private Message checkedMessage() {
    Message message = source.message();
    if (message.callsEveryone() && !allowMentions) {
      throw CliFault.usage(
          "the message calls @everyone or @here",
          "add --allow-mentions if that is meant; nothing was sent");
    }
    return message;
  }

  private ObjectNode head(Message message) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.set("message", message.json());
    if (name != null) {
      head.put("name", name);
    }
    if (priority != null) {
      head.put("priority", priority);
    }
    if (expiresIn != null) {
      head.put("expires_in", expiresIn.toSeconds());
    }
    return head;
  }
}
