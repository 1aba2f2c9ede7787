package dev.bonghwa.queue;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.NodeId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A job from its hash. Pending is derived, so that the counts add up however they are read. */
final class JobCodec {

  private static final String PLAN = "plan:";

  private final JobId id;
  private final JobHash hash;

  private JobCodec(JobId id, JobHash hash) {
    this.id = id;
    this.hash = hash;
  }

  static Job decode(JobId id, JobHash hash) {
    return new JobCodec(id, hash).job();
  }

  private Job job() {
    JobState state = JobState.of(hash.text("state"));
    return new Job(
        id,
        hash.text("name"),
        state,
        hash.text("channel"),
        Priority.of(hash.text("priority")),
        Instant.ofEpochMilli(hash.number("created")),
        hash.has("finished") ? Instant.ofEpochMilli(hash.number("finished")) : null,
        Instant.ofEpochMilli(hash.number("deadline")),
        hash.number("total"),
        new JobSpec.Excluded(
            (int) hash.number("duplicates"),
            (int) hash.number("already_gone"),
            (int) hash.number("invalid")),
        counts(state),
        hash.number("attempts"),
        hash.number("possible_duplicates"),
        shards(),
        hash.text("reason"),
        hash.has("redrive_of") ? new JobId(hash.text("redrive_of")) : null);
  }

  private Map<TargetState, Long> counts(JobState state) {
    Map<TargetState, Long> counts = new EnumMap<>(TargetState.class);
    for (TargetState each : TargetState.values()) {
      counts.put(each, hash.number(each.word()));
    }
    long unheld = hash.number("total") - counts.values().stream().mapToLong(Long::longValue).sum();
    counts.merge(unheldAre(state), unheld, Long::sum);
    return counts;
  }

  /** What nobody holds ends with its job. */
  private static TargetState unheldAre(JobState state) {
    return switch (state) {
      case CANCELLED -> TargetState.CANCELLED;
      case STOPPED -> TargetState.REJECTED;
      case RUNNING, PAUSED, COMPLETED -> TargetState.PENDING;
    };
  }

  private List<Job.Shard> shards() {
    return hash.names().stream()
        .filter(field -> field.startsWith(PLAN))
        .filter(field -> hash.number(field) > 0)
        .sorted()
        .map(field -> field.substring(PLAN.length()))
        .map(
            node ->
                new Job.Shard(
                    new NodeId(node), hash.number(PLAN + node), hash.number("done:" + node)))
        .toList();
  }
}
