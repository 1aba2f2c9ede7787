package dev.bonghwa.nms.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.submit.InvalidTarget;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A job as {@code /v1} shows it. */
record JobView(
    String id,
    @Nullable String name,
    String state,
    @Nullable String reason,
    String channel,
    String priority,
    Instant createdAt,
    @Nullable Instant finishedAt,
    Instant expiresAt,
    long total,
    long duplicates,
    long alreadyGone,
    long invalid,
    Map<String, Long> counts,
    long attempts,
    long possibleDuplicates,
    @Nullable Double ratePerSecond,
    @Nullable Long etaSeconds,
    @Nullable String redriveOf,
    List<ShardView> shards,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InvalidTarget> invalidTargets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  record ShardView(String node, long targets, long done) {}

  /** How fast a job is, and for how long yet. */
  record Outlook(OptionalDouble rate, OptionalLong eta) {}

  static JobView of(Job job, Outlook outlook) {
    return of(job, outlook, List.of(), List.of());
  }

  static JobView of(Job job, Outlook outlook, List<InvalidTarget> invalid, List<String> warnings) {
    return new JobView(
        job.id().value(),
        orNull(job.name()),
        job.state().word(),
        orNull(job.reason()),
        job.channel(),
        job.priority().word(),
        job.created(),
        job.finished(),
        job.deadline(),
        job.total(),
        job.excluded().duplicates(),
        job.excluded().alreadyGone(),
        job.excluded().invalid(),
        counts(job),
        job.attempts(),
        job.possibleDuplicates(),
        outlook.rate().isPresent() ? Json.tenths(outlook.rate().getAsDouble()) : null,
        outlook.eta().isPresent() ? outlook.eta().getAsLong() : null,
        job.redriveOf() == null ? null : job.redriveOf().value(),
        shards(job),
        invalid,
        warnings);
  }

  private static List<ShardView> shards(Job job) {
    return job.shards().stream()
        .map(shard -> new ShardView(shard.node().value(), shard.targets(), shard.done()))
        .toList();
  }

  private static Map<String, Long> counts(Job job) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (TargetState state : TargetState.values()) {
      counts.put(state.word(), job.count(state));
    }
    return counts;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
