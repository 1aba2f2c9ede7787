package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Farewell;
import dev.bonghwa.cli.progress.JobWatch;

/** Watches a job to its end; whoever presses Ctrl-C is told that the job goes on. */
record Watching(NmsClient client, Console console) {

  JobView untilEnd(String jobId) throws InterruptedException {
    String words = "the job goes on; look again with: bonghwa jobs watch " + jobId;
    try (var _ = new Farewell(console, words)) {
      return new JobWatch(client, console).untilEnd(jobId, job -> {});
    }
  }
}
