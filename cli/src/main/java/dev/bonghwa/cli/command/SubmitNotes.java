package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.api.Submitted;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Words;
import java.util.List;

/** What a submit's answer has to say beside the job: what was not taken and why. */
record SubmitNotes(Console console) {

  void print(Submitted submitted, Submission.Targets targets) {
    print(submitted);
    JobView job = submitted.job();
    invalid(job.number("invalid"), targets.tell(job.invalidTargets()));
  }

  void print(Submitted submitted) {
    JobView job = submitted.job();
    if (submitted.replayed()) {
      console.warn(
          "this idempotency key made " + job.id() + " before: nothing new is sent, see that job");
    }
    job.warnings().forEach(console::warn);
    left(job.number("duplicates"), "listed twice: each gets the message once");
    left(job.number("already_gone"), "known to be gone: not called again");
  }

  private void left(long count, String why) {
    if (count > 0) {
      console.note(Words.count(count, "endpoint") + " " + why);
    }
  }

  void invalid(long count, List<String> told) {
    if (count == 0) {
      return;
    }
    console.warn(
        "left out "
            + Words.count(count, "endpoint")
            + " that nothing can be sent to:"
            + list(told));
    if (count > told.size()) {
      console.err().println("  and " + Words.number(count - told.size()) + " more");
    }
  }

  private static String list(List<String> told) {
    return told.isEmpty() ? "" : "\n  " + String.join("\n  ", told);
  }
}
