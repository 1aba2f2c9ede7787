package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa bench}: the group of what is measured. */
@Command(name = "bench", description = "Measures on this machine: one worker, or whole fleets.")
public final class BenchCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchCitizen(globals))
        .addSubcommand(new BenchWorker(globals))
        .addSubcommand(new BenchGrowth(globals))
        .addSubcommand(new BenchFar(globals))
        .addSubcommand(new BenchSubmit(globals))
        .addSubcommand(new BenchUnequal(globals))
        .addSubcommand(new BenchFair(globals))
        .addSubcommand(new BenchRedis(globals))
        .addSubcommand(new BenchHere(globals))
        .addSubcommand(new BenchScale(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage(
        "bench: what? citizen, worker, growth, far, submit, unequal, fair, redis, here, scale",
        "see 'bonghwa bench --help'");
  }
}
