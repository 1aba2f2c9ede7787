package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa proxies}: the group of what can be done with egress proxies. */
@Command(name = "proxies", description = "List, add, remove and test egress proxies.")
public final class ProxiesCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new ProxiesCommand())
        .addMixin("api", globals.api())
        .addSubcommand(new ProxiesLs(globals))
        .addSubcommand(new ProxiesAdd(globals))
        .addSubcommand(new ProxiesRm(globals))
        .addSubcommand(new ProxiesProbe(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage("proxies: what? ls, add, rm or test", "see 'bonghwa proxies --help'");
  }
}
