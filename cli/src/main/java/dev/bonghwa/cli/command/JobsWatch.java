package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bonghwa jobs watch}. */
@Command(
    name = "watch",
    description = {"Shows a job's progress until it ends.", "", JobEnd.EXIT_CODES},
    footer = {"", "Example:", "  bonghwa jobs watch job_01J..."})
final class JobsWatch implements Callable<Integer> {

  private final Globals globals;

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  JobsWatch(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    JobView end = new Watching(globals.client(), globals.console()).untilEnd(id);
    new JobPrinter(globals).print(end);
    return JobEnd.exitCode(end);
  }
}
