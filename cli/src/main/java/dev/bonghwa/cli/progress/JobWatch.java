package dev.bonghwa.cli.progress;

import dev.bonghwa.cli.api.JobFollower;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import java.util.function.Consumer;

/** Follows a job with the live bar until it ends. */
public final class JobWatch {

  private final NmsClient client;
  private final Console console;

  public JobWatch(NmsClient client, Console console) {
    this.client = client;
    this.console = console;
  }

  /** Answers the job as it ended; {@code seen} hears every state of it that came by. */
  public JobView untilEnd(String jobId, Consumer<JobView> seen) throws InterruptedException {
    var line = new LiveLine(console, System::nanoTime);
    var pace = new EndRate();
    try {
      JobView end =
          new JobFollower(client)
              .follow(
                  jobId,
                  job -> {
                    seen.accept(job);
                    if (!job.isFinished()) {
                      line.show(moment(job, pace));
                    }
                  });
      line.end(moment(end, pace));
      return end;
    } finally {
      line.leave();
    }
  }

  private static LiveLine.Line moment(JobView job, EndRate pace) {
    pace.seen(System.nanoTime(), job.ended());
    Progress progress = Progress.of(job, pace);
    return new LiveLine.Line() {
      @Override
      public String bar(int width, boolean unicode) {
        return ProgressLine.bar(progress, width, unicode);
      }

      @Override
      public String plain() {
        return ProgressLine.plain(progress);
      }
    };
  }
}
