package dev.bonghwa.cli.command;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.progress.JobWatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Watches a job to its end; whoever presses Ctrl-C is told that the job goes on. */
record Watching(NmsClient client, Console console) {

  JobView untilEnd(String jobId) throws InterruptedException {
    var watching = new AtomicBoolean(true);
    var farewell = new Thread(() -> sayGoodbye(watching, jobId), "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return new JobWatch(client, console).untilEnd(jobId, job -> {});
    } finally {
      watching.set(false);
    }
  }

  private void sayGoodbye(AtomicBoolean watching, String jobId) {
    if (watching.get()) {
      console.err().println();
      console.note("the job goes on; look again with: bonghwa jobs watch " + jobId);
    }
  }
}
