package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa nodes show}. */
@Command(
    name = "show",
    description = "Shows one node: what it is, what it does, and what its egress lets through.",
    footer = {
      "",
      "Examples:",
      "  bonghwa nodes show seoul-1",
      "  bonghwa nodes show seoul-1 --output json"
    })
final class NodesShow implements Callable<Integer> {

  private final Globals globals;

  @Parameters(paramLabel = "NODE", description = "The node's id, as ls lists it.")
  private String id = "";

  NodesShow(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    JsonNode node = globals.client().node(id);
    globals.console().result(globals.json() ? node.toPrettyString() : NodeText.all(node));
    return ExitCode.OK;
  }
}
