package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa config}: the group of what can be done with a configuration. */
@Command(name = "config", description = "Check what the programs would be configured with.")
public final class ConfigCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCheck(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage("config: what? check", "see 'bonghwa config --help'");
  }
}
