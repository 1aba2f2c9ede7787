package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa nodes}: the group of what can be done with nodes. */
@Command(name = "nodes", description = "List, show, drain and forget the nodes of the fleet.")
public final class NodesCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new NodesCommand())
        .addMixin("api", globals.api())
        .addSubcommand(new NodesLs(globals))
        .addSubcommand(new NodesShow(globals))
        .addSubcommand(new NodesDrain(globals))
        .addSubcommand(new NodesUndrain(globals))
        .addSubcommand(new NodesRm(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage(
        "nodes: what? ls, show, drain, undrain or rm", "see 'bonghwa nodes --help'");
  }
}
