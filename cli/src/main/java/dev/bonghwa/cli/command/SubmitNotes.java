package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.send.EndpointFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a submit's answer has to say beside the job: what was not taken and why. */
record SubmitNotes(Console console) {

  void print(JobView job, EndpointFile file) {
    job.warnings().forEach(console::warn);
    left(job.number("duplicates"), "listed twice: each gets the message once");
    left(job.number("already_gone"), "known to be gone: not called again");
    invalid(job, file);
  }

  private void left(long count, String why) {
    if (count > 0) {
      console.note(Words.count(count, "endpoint") + " " + why);
    }
  }

  private void invalid(JobView job, EndpointFile file) {
    if (job.number("invalid") == 0) {
      return;
    }
    console.warn(Words.count(job.number("invalid"), "endpoint") + " refused by the API");
    List<JobView.InvalidTarget> listed = job.invalidTargets();
    Map<Integer, Long> lines =
        file.linesOf(listed.stream().map(JobView.InvalidTarget::index).collect(Collectors.toSet()));
    for (JobView.InvalidTarget target : listed) {
      Long line = lines.get(target.index());
      String where = line == null ? "target " + target.index() : "line " + line;
      console.err().println("  " + where + ": " + target.reason());
    }
  }
}
