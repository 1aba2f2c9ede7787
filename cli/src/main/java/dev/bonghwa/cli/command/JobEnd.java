package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.ExitCode;

/** What a job's end means for the exit code. Pure. */
final class JobEnd {

  private JobEnd() {}

  /**
   * Partial when anything that was meant to be sent was not: {@code refused} targets that were
   * never taken, or targets that failed. A gone endpoint is no failure: nobody is there.
   */
  static int exitCode(JobView job, long refused) {
    boolean whole = job.state().equals("completed") && job.undelivered() == 0 && refused == 0;
    return whole ? ExitCode.OK : ExitCode.PARTIAL;
  }
}
