package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa bench}: the group of what is measured. */
@Command(name = "bench", description = "Measures whole fleets on this machine.")
public final class BenchCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new BenchCommand()).addSubcommand(new BenchCitizen(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage("bench: what? citizen", "see 'bonghwa bench --help'");
  }
}
