package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bonghwa nodes ls}. */
@Command(
    name = "ls",
    description = "Lists the nodes of the fleet: how strong they are and what they do.",
    footer = {"", "Examples:", "  bonghwa nodes ls", "  bonghwa nodes ls --output json"})
final class NodesLs implements Callable<Integer> {

  private final Globals globals;

  NodesLs(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    JsonNode fleet = globals.client().nodes();
    globals.console().result(globals.json() ? fleet.toPrettyString() : text(fleet.path("nodes")));
    return ExitCode.OK;
  }

  private static String text(JsonNode nodes) {
    if (nodes.isEmpty()) {
      return "no nodes: start one with 'bonghwa worker'";
    }
    var table =
        new Table(
            "NODE",
            "STATE",
            ">MAX",
            ">IN FLIGHT",
            ">RATE",
            ">EGRESS",
            ">QUEUED",
            "LAST PROGRESS",
            "VERSION",
            "INSTANCE");
    for (JsonNode node : nodes) {
      table.row(
          node.path("id").asText(),
          NodeText.state(node),
          node.path("max_concurrent").asText(),
          node.path("in_flight").asText(),
          Words.rate(node.path("rate").asDouble()),
          NodeText.egress(node.path("egress")),
          Words.number(node.path("queued").asLong()),
          node.path("last_progress").asText("-"),
          node.path("version").asText(),
          node.path("instance").asText());
    }
    return table.toString();
  }
}
