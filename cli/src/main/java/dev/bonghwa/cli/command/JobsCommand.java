package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bonghwa jobs}: the group of what can be done with jobs. */
@Command(name = "jobs", description = "List, show, watch, cancel, pause, resume and redrive jobs.")
public final class JobsCommand implements Runnable {

  /** The whole group. */
  public static CommandLine group(Globals globals) {
    return new CommandLine(new JobsCommand())
        .addMixin("api", globals.api())
        .addSubcommand(new JobsLs(globals))
        .addSubcommand(new JobsShow(globals))
        .addSubcommand(new JobsWatch(globals))
        .addSubcommand("cancel", JobsControl.cancel(globals))
        .addSubcommand("pause", JobsControl.pause(globals))
        .addSubcommand("resume", JobsControl.resume(globals))
        .addSubcommand(new JobsFailures(globals))
        .addSubcommand(new JobsRedrive(globals));
  }

  @Override
  public void run() {
    throw CliFault.usage(
        "jobs: what? ls, show, watch, cancel, pause, resume, failures or redrive",
        "see 'bonghwa jobs --help'");
  }
}
