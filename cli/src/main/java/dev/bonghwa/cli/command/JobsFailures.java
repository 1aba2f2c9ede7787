package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa jobs failures}. */
@Command(
    name = "failures",
    description = "Says why targets were not delivered: how many for each reason.",
    footer = {
      "",
      "Examples:",
      "  bonghwa jobs failures job_01J...",
      "  bonghwa jobs failures job_01J... --output json"
    })
final class JobsFailures implements Callable<Integer> {

  private final Globals globals;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  JobsFailures(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    JsonNode failures = globals.client().failures(id);
    globals.console().result(globals.json() ? failures.toPrettyString() : text(failures));
    return ExitCode.OK;
  }

  static String text(JsonNode failures) {
    if (failures.path("failures").isEmpty()) {
      return "nothing on its lists: no target ended without a delivery so far";
    }
    var table = new Table(">COUNT", "STATE", ">CODE", "REASON");
    for (JsonNode failure : failures.path("failures")) {
      table.row(
          Words.number(failure.path("count").asLong()),
          failure.path("state").asText(),
          code(failure),
          failure.path("reason").asText(""));
    }
    long others = failures.path("others").asLong();
    if (others > 0) {
      table.row(Words.number(others), "", "", "other reasons");
    }
    return table.toString();
  }

  /** The last HTTP status, if there was one. */
  static String code(JsonNode ended) {
    return ended.path("code").asInt() == 0 ? "-" : ended.path("code").asText();
  }
}
