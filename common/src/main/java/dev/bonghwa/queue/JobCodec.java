package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private final Map<String, byte[]> hash;

  private JobCodec(JobId id, Map<String, byte[]> hash) {
    this.id = id;
    this.hash = hash;
  }

  static Job decode(JobId id, Map<String, byte[]> hash) {
    return new JobCodec(id, hash).job();
  }

  private Job job() {
    JobState state = JobState.of(text("state"));
    return new Job(
        id,
        text("name"),
        state,
        text("channel"),
        Priority.of(text("priority")),
        Instant.ofEpochMilli(number("created")),
        hash.containsKey("finished") ? Instant.ofEpochMilli(number("finished")) : null,
        Instant.ofEpochMilli(number("deadline")),
        number("total"),
        new JobSpec.Excluded(
            (int) number("duplicates"), (int) number("already_gone"), (int) number("invalid")),
        counts(state),
        number("attempts"),
        number("possible_duplicates"),
        shards(),
        text("reason"),
        hash.containsKey("redrive_of") ? new JobId(text("redrive_of")) : null);
  }

  private Map<TargetState, Long> counts(JobState state) {
    Map<TargetState, Long> counts = new EnumMap<>(TargetState.class);
    for (TargetState each : TargetState.values()) {
      counts.put(each, number(each.word()));
    }
    long unheld = number("total") - counts.values().stream().mapToLong(Long::longValue).sum();
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
    return hash.keySet().stream()
        .filter(field -> field.startsWith(PLAN))
        .filter(field -> number(field) > 0)
        .sorted()
        .map(field -> field.substring(PLAN.length()))
        .map(node -> new Job.Shard(new NodeId(node), number(PLAN + node), number("done:" + node)))
        .toList();
  }

  private String text(String field) {
    byte[] value = hash.get(field);
    return value == null ? "" : new String(value, UTF_8);
  }

  private long number(String field) {
    byte[] value = hash.get(field);
    return value == null ? 0 : Long.parseLong(new String(value, UTF_8));
  }
}
