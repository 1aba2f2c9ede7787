package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.NmsClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa nodes undrain}. */
@Command(
    name = "undrain",
    description = "Gives drained nodes work again.",
    footer = {"", "Example:", "  bonghwa nodes undrain seoul-1"})
final class NodesUndrain implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes' ids, as ls has them.")
  private List<String> ids = List.of();

  NodesUndrain(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    NmsClient client = globals.client();
    var each = new EachNode(globals);
    return each.run(ids, id -> told(id, client.drain(id, false)));
  }

  /** What the API shows is what the node said last: it has not heard of it yet. */
  private void told(String id, JsonNode node) {
    String next = node.path("alive").asBoolean() ? "within seconds" : "when it comes back";
    globals
        .console()
        .result(globals.json() ? node.toPrettyString() : id + "  takes work again " + next);
  }
}
