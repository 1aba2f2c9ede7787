package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bonghwa nodes drain}. */
@Command(
    name = "drain",
    description = {
      "Gives nodes no more work: what is in flight ends, the rest goes to the other nodes.",
      "",
      "A drained node keeps running and stays in the list; undrain lets it work again."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa nodes drain seoul-1",
      "  bonghwa nodes drain seoul-1 seoul-2 --wait && docker stop bonghwa-worker"
    })
final class NodesDrain implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes' ids, as ls has them.")
  private List<String> ids = List.of();

  @Option(names = "--wait", description = "Return when the nodes hold nothing any more.")
  private boolean wait;

  NodesDrain(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    NmsClient client = globals.client();
    var each = new EachNode(globals);
    var watch = new DrainWatch(client, globals.console(), DrainWatch.LOOKS);
    var asked = new ArrayList<String>();
    int exitCode =
        each.run(
            ids,
            id -> {
              JsonNode node = client.drain(id, true);
              asked.add(id);
              each.print(node);
              note(node);
            });
    return wait ? Math.max(exitCode, each.run(asked, watch::untilEmpty)) : exitCode;
  }

  private void note(JsonNode node) {
    String id = node.path("id").asText();
    if (!node.path("alive").asBoolean()) {
      globals.console().note(id + " is away; when it comes back it will take no work");
    } else if (!wait) {
      String inFlight = Words.count(node.path("in_flight").asInt(), "request");
      globals
          .console()
          .note(id + " begins nothing more: " + inFlight + " in flight end, others get the rest");
    }
  }
}
