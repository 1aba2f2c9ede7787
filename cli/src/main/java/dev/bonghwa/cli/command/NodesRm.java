package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.NmsClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa nodes rm}. */
@Command(
    name = "rm",
    description = {
      "Forgets nodes that are gone for good, and that they were to be drained.",
      "",
      "Others have had their work since they fell silent; a node that comes back registers anew."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa nodes rm seoul-1",
      "  bonghwa nodes drain seoul-1 --wait   # first, when it is still alive; then stop it"
    })
final class NodesRm implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes' ids, as ls has them.")
  private List<String> ids = List.of();

  NodesRm(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    NmsClient client = globals.client();
    return new EachNode(globals).run(ids, id -> remove(client, id));
  }

  private void remove(NmsClient client, String id) {
    client.removeNode(id);
    globals.console().note(id + "  forgotten");
  }
}
