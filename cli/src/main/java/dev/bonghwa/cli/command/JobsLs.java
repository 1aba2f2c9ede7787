package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bonghwa jobs ls}. */
@Command(
    name = "ls",
    description = "Lists jobs, the newest first.",
    footer = {
      "",
      "Examples:",
      "  bonghwa jobs ls",
      "  bonghwa jobs ls --state running",
      "  bonghwa jobs ls --limit 200 --output json"
    })
final class JobsLs implements Callable<Integer> {

  private final Globals globals;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only running, paused, completed, cancelled or stopped jobs.")
  private @Nullable String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, 1 to 1000 (default: 20).")
  private int limit = 20;

  @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where a page ended.")
  private @Nullable String cursor;

  JobsLs(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    Range.check("--limit", limit, 1, 1_000);
    print(globals.client().jobs(state, limit, cursor));
    return ExitCode.OK;
  }

  private void print(JsonNode page) {
    globals.console().result(globals.json() ? page.toPrettyString() : JobListing.text(page));
    if (!globals.json() && page.path("next").isTextual()) {
      globals.console().note("more: --cursor " + page.path("next").asText());
    }
  }
}
