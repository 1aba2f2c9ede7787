package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa jobs cancel}, {@code pause}, {@code resume}: the same way with another verb. */
@Command
final class JobsControl implements Callable<Integer> {

  private final Globals globals;
  private final String verb;

  @Parameters(arity = "1..*", paramLabel = "JOB", description = "The jobs' ids.")
  private List<String> ids = List.of();

  private JobsControl(Globals globals, String verb) {
    this.globals = globals;
    this.verb = verb;
  }

  static CommandLine cancel(Globals globals) {
    return command(
        globals, "cancel", "Cancels jobs: within a second nothing more of them is sent, for good.");
  }

  static CommandLine pause(Globals globals) {
    return command(
        globals,
        "pause",
        "Pauses jobs: within a second nothing more of them is sent, until resume.");
  }

  static CommandLine resume(Globals globals) {
    return command(globals, "resume", "Lets paused jobs go on.");
  }

  private static CommandLine command(Globals globals, String verb, String description) {
    var command = new CommandLine(new JobsControl(globals, verb));
    command
        .getCommandSpec()
        .name(verb)
        .usageMessage()
        .description(description)
        .footer("", "Example:", "  bonghwa jobs " + verb + " job_01J...");
    return command;
  }

  @Override
  public Integer call() {
    NmsClient client = globals.client();
    int exitCode = ExitCode.OK;
    for (String id : ids) {
      exitCode = Math.max(exitCode, one(client, id));
    }
    return exitCode;
  }

  /** A fault of one id does not keep the others from being asked. */
  private int one(NmsClient client, String id) {
    Console console = globals.console();
    try {
      print(client.control(id, verb));
      return ExitCode.OK;
    } catch (CliFault fault) {
      console.fault(id + ": " + fault.what(), fault.advice());
      return fault.exitCode();
    }
  }

  private void print(JobView job) {
    globals
        .console()
        .result(globals.json() ? job.json().toPrettyString() : job.id() + "  " + job.state());
  }
}
