package dev.bonghwa.nms.upkeep;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For how long no target has ended although some could be sent. Paused jobs do not count, nor those
 * of which every target waits for its time.
 */
final class Progress {
  private Map<JobId, Long> before = Map.of();
  private @Nullable Instant moved;

  /** Takes the jobs that have not ended; null while there is nothing to send. */
  @Nullable Duration look(List<Job> jobs, Instant now) {
    Map<JobId, Long> open =
        jobs.stream().filter(Progress::sendable).collect(Collectors.toMap(Job::id, Job::open));
    if (moved == null || open.isEmpty() || hasMoved(open)) {
      moved = now;
    }
    before = open;
    return open.isEmpty() ? null : Duration.between(moved, now);
  }

  /** A job that is no longer there has come to its end, or to a pause. */
  private boolean hasMoved(Map<JobId, Long> open) {
    return before.isEmpty()
        || before.entrySet().stream()
            .anyMatch(job -> open.getOrDefault(job.getKey(), -1L) < job.getValue());
  }

  private static boolean sendable(Job job) {
    return job.state() == JobState.RUNNING
        && job.count(TargetState.PENDING) + job.count(TargetState.SENDING) > 0;
  }
}
