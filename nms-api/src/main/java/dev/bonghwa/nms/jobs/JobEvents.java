package dev.bonghwa.nms.jobs;

import dev.bonghwa.job.Job;
import dev.bonghwa.nms.http.EventSink;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobReader;
import java.time.Duration;
import java.util.Optional;

/**
 * A job's progress as events: {@code progress} when something changed, at most four a second, and
 * {@code finished} once. Ends then, or when the client leaves; a Redis that is away for a while
 * only makes it quiet.
 */
final class JobEvents implements Reply.Source {
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final int QUIET_LOOKS = 40;

  /** How a job is shown. */
  interface View {
    JobView of(Job job) throws InterruptedException;
  }

  private final JobReader reader;
  private final View view;
  private final Job first;

  JobEvents(JobReader reader, View view, Job first) {
    this.reader = reader;
    this.view = view;
    this.first = first;
  }

  @Override
  public void writeTo(EventSink sink) throws InterruptedException {
    Optional<Job> job = Optional.of(first);
    Job told = null;
    int quiet = 0;
    while (job.isPresent() && job.get().finished() == null) {
      if (!job.get().equals(told)) {
        sink.send("progress", view.of(job.get()));
        told = job.get();
        quiet = 0;
      } else if (++quiet % QUIET_LOOKS == 0) {
        sink.keepAlive();
      }
      if (sink.clientLeftWithin(BETWEEN)) {
        return;
      }
      job = look(job);
    }
    if (job.isPresent()) {
      sink.sendLast("finished", view.of(job.get()));
    }
  }

  private Optional<Job> look(Optional<Job> last) throws InterruptedException {
    try {
      return Await.on(reader.read(first.id()));
    } catch (Problem away) {
      return last;
    }
  }
}
