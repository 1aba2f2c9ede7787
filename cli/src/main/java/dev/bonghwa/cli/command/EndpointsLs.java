package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bonghwa endpoints ls}. */
@Command(
    name = "ls",
    description = "Lists the endpoints that are gone, in the order in which they were found to be.",
    footer = {
      "",
      "Examples:",
      "  bonghwa endpoints ls",
      "  bonghwa endpoints ls --since 2026-01-02T00:00:00Z --limit 1000"
    })
final class EndpointsLs implements Callable<Integer> {

  private final Globals globals;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only those found later: a time as ISO 8601, or a cursor of this list.")
  private @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, 1 to 1000 (default: 100).")
  private int limit = 100;

  EndpointsLs(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    Range.check("--limit", limit, 1, 1_000);
    JsonNode page = globals.client().gone(since, limit);
    globals.console().result(globals.json() ? page.toPrettyString() : text(page));
    if (!globals.json() && page.path("next").isTextual()) {
      globals.console().note("more: --since " + page.path("next").asText());
    }
    return ExitCode.OK;
  }

  private static String text(JsonNode page) {
    if (page.path("endpoints").isEmpty()) {
      return "no endpoints are gone";
    }
    var table = new Table("KEY", "ENDPOINT", "SINCE", "REASON");
    for (JsonNode gone : page.path("endpoints")) {
      table.row(
          gone.path("key").asText(),
          gone.path("endpoint").asText(),
          gone.path("at").asText(),
          gone.path("reason").asText(""));
    }
    return table.toString();
  }
}
