package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.ExitCode;

/** What a job's end means for the exit code. Pure. */
final class JobEnd {

  /** The same in words, for the help of the commands that watch. */
  static final String EXIT_CODES =
      "Exit code 0 when every target was delivered or is gone; 4 when the job ended otherwise, or"
          + " when a line of the file was left out.";

  private JobEnd() {}

  /** A gone endpoint is no failure: nobody is there. */
  static int exitCode(JobView job) {
    boolean whole =
        job.state().equals("completed") && job.undelivered() == 0 && job.number("invalid") == 0;
    return whole ? ExitCode.OK : ExitCode.PARTIAL;
  }
}
