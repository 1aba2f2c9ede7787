package dev.bonghwa.nms.submit;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.store.Await;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A job that was committed a moment ago, for the answer to its submit. Once the commit has
 * answered, that answer must not turn into a 503 because one more read fails: then it says what the
 * commit said.
 */
final class CommittedJob {
  private CommittedJob() {}

  /** As it is read, or as it was committed. */
  static Job of(JobId id, JobSpec spec, CompletionStage<Optional<Job>> read)
      throws InterruptedException {
    try {
      return Await.on(read).orElseGet(() -> asCommitted(id, spec));
    } catch (Problem unreadable) {
      return asCommitted(id, spec);
    }
  }

  private static Job asCommitted(JobId id, JobSpec spec) {
    Instant now = id.createdAt();
    Map<TargetState, Long> counts = new EnumMap<>(TargetState.class);
    counts.put(TargetState.PENDING, (long) spec.total());
    List<Job.Shard> shards =
        spec.plan().entrySet().stream()
            .map(shard -> new Job.Shard(shard.getKey(), shard.getValue(), 0))
            .toList();
    return new Job(
        id,
        spec.name(),
        JobState.RUNNING,
        spec.channel(),
        spec.priority(),
        now,
        null,
        now.plus(spec.expiresIn()),
        spec.total(),
        spec.excluded(),
        counts,
        0,
        0,
        shards,
        "",
        spec.redriveOf());
  }
}
