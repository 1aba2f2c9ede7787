package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;

/** Does the same to several nodes: a fault of one does not keep the others from being asked. */
record EachNode(Globals globals) {

  interface Step {
    void of(String id) throws InterruptedException;
  }

  int run(List<String> ids, Step step) throws InterruptedException {
    int exitCode = ExitCode.OK;
    for (String id : ids) {
      try {
        step.of(id);
      } catch (CliFault fault) {
        Console console = globals.console();
        console.fault(id + ": " + fault.what(), fault.advice());
        exitCode = Math.max(exitCode, fault.exitCode());
      }
    }
    return exitCode;
  }

  void print(JsonNode node) {
    String text = node.path("id").asText() + "  " + NodeText.state(node);
    globals.console().result(globals.json() ? node.toPrettyString() : text);
  }
}
