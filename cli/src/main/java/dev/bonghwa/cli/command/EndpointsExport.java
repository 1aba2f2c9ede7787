package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa endpoints export}. */
@Command(
    name = "export",
    description = {
      "Writes all gone endpoints as lines of JSON: key, masked endpoint, time, reason.",
      "",
      "At the end, and when it breaks off, it says the cursor from which --since goes on: then"
          + " FILE is added to, so that every run brings only what is new."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa endpoints export gone.ndjson",
      "  bonghwa endpoints export gone.ndjson --since 1767323045678:123456789012345678",
      "  bonghwa endpoints export | jq -r .key"
    })
final class EndpointsExport implements Callable<Integer> {

  private static final int PAGE = 1_000;

  private final Globals globals;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to; with --since it is added to (default: the standard output).")
  private @Nullable Path file;

  @Option(
      names = "--since",
      paramLabel = "CURSOR",
      description = "Only what came after this cursor, or after a time as ISO 8601.")
  private @Nullable String since;

  EndpointsExport(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    NmsClient client = globals.client();
    // An earlier file stays as it was until there is something to put in its place.
    JsonNode first = page(client);
    if (file == null) {
      export(client, first, globals.console().out());
      return ExitCode.OK;
    }
    try (PrintStream lines = open(file)) {
      export(client, first, lines);
    } catch (IOException e) {
      throw CliFault.usage("cannot write " + file + ": " + Words.reason(e), "");
    }
    return ExitCode.OK;
  }

  private PrintStream open(Path path) throws IOException {
    StandardOpenOption how =
        since == null ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    return new PrintStream(
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
        false,
        StandardCharsets.UTF_8);
  }

  private void export(NmsClient client, JsonNode first, PrintStream lines) {
    long count = write(first, lines);
    JsonNode page = first;
    while (page.path("next").isTextual()) {
      page = page(client);
      count += write(page, lines);
    }
    globals.console().note(Words.count(count, "endpoint") + "; go on later with --since " + since);
  }

  private long write(JsonNode page, PrintStream lines) {
    page.path("endpoints").forEach(gone -> lines.println(gone.toString()));
    checkWritten(lines);
    since = page.path("cursor").asText(since == null ? "" : since);
    return page.path("endpoints").size();
  }

  private JsonNode page(NmsClient client) {
    try {
      return client.gone(since, PAGE);
    } catch (CliFault fault) {
      throw since == null ? fault : fault.advising("go on with --since " + since);
    }
  }

  private static void checkWritten(PrintStream lines) {
    if (lines.checkError()) {
      throw CliFault.fault("the lines could not be written", "");
    }
  }
}
