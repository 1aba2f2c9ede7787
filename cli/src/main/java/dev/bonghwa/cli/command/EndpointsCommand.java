package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa endpoints}: the group of what can be done with gone endpoints. */
@Command(
    name = "endpoints",
    description = "List, export and forgive the endpoints that are never called again.")
public final class EndpointsCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new EndpointsCommand())
        .addMixin("api", globals.api())
        .addSubcommand(new EndpointsLs(globals))
        .addSubcommand(new EndpointsRm(globals))
        .addSubcommand(new EndpointsExport(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage("endpoints: what? ls, rm or export", "see 'bonghwa endpoints --help'");
  }
}
