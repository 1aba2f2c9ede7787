package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.InvalidTarget;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.progress.Upload;
import dev.bonghwa.cli.send.EndpointCount;
import dev.bonghwa.config.Env;
import dev.bonghwa.endpoint.Hosts;
import java.nio.file.Path;
import java.util.List;

/** What a send would do: as nms-api says, or as far as this machine can tell. Sends nothing. */
record DryRun(Globals globals) {

  private static final String UNKNOWN =
      "no API key, so only the file was looked at: with an nms-api"
          + " this also tells who is gone, how long it takes and what limits it";

  /** By this machine alone; makes no connection. */
  int alone(Path file) {
    EndpointCount count = EndpointCount.of(file, Hosts.from(Env.of(globals.env())).parser());
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("total", count.targets())
            .put("duplicates", count.duplicates())
            .put("invalid", count.invalid());
    print(json, count.told());
    globals.console().note(UNKNOWN);
    if (count.targets() == 0) {
      throw CliFault.usage("no line of " + file + " is an endpoint: nothing could be sent", "");
    }
    return exitCode(json);
  }

  /** By the whole way of a submit but its commit. */
  int asked(Submission submission) {
    JsonNode plan = new Upload(globals.client(), globals.console()).plan(submission);
    print(plan, submission.targets().tell(InvalidTarget.ofJob(plan.path("invalid_targets"))));
    return exitCode(plan);
  }

  private static int exitCode(JsonNode plan) {
    return plan.path("invalid").asLong() == 0 ? ExitCode.OK : ExitCode.PARTIAL;
  }

  private void print(JsonNode plan, List<String> invalid) {
    Console console = globals.console();
    plan.path("warnings").forEach(warning -> console.warn(warning.asText()));
    new SubmitNotes(console).invalid(plan.path("invalid").asLong(), invalid);
    console.result(globals.json() ? plan.toPrettyString() : text(plan));
  }

  static String text(JsonNode plan) {
    var lines = new StringBuilder();
    lines.append("would send   ").append(Words.count(plan.path("total").asLong(), "target"));
    line(lines, "left out", leftOut(plan));
    line(lines, "takes", takes(plan));
    if (!plan.path("shards").isEmpty()) {
      var table = new Table("NODE", ">TARGETS");
      plan.path("shards")
          .forEach(
              shard ->
                  table.row(
                      shard.path("node").asText(), Words.number(shard.path("targets").asLong())));
      lines.append("\n\n").append(table);
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.append("\n").append(String.format("%-12s %s", name, value));
    }
  }

  private static String leftOut(JsonNode plan) {
    String text =
        part(plan, "duplicates", "listed twice")
            + part(plan, "already_gone", "already gone")
            + part(plan, "invalid", "no endpoints");
    return text.isEmpty() ? "" : text.substring(2);
  }

  private static String part(JsonNode plan, String field, String what) {
    long count = plan.path(field).asLong();
    return count == 0 ? "" : ", " + Words.number(count) + " " + what;
  }

  private static String takes(JsonNode plan) {
    JsonNode eta = plan.path("eta_seconds");
    if (!eta.isNumber()) {
      return plan.has("eta_seconds") ? "nobody knows: no node was seen sending so far" : "";
    }
    JsonNode rate = plan.path("rate_per_second");
    JsonNode limit = plan.path("limited_by");
    return "about "
        + Words.seconds(eta.asLong())
        + (rate.isNumber() ? " at " + Words.rate(rate.asDouble()) : "")
        + (limit.isTextual() ? ", limited by " + limit.asText() : "");
  }
}
