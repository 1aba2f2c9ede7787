package dev.bonghwa.job;

import dev.bonghwa.node.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was at one moment: all numbers come from one read and add up.
 *
 * @param name a label for people, empty when there is none
 * @param finished when its last target ended, null before that
 * @param deadline when what is not delivered expires
 * @param total the targets; the sum of {@code counts}
 * @param counts how many targets are in each of the ten states
 * @param attempts so far, those that did not count among them
 * @param possibleDuplicates attempts that were repeated although the answer to an earlier one was
 *     lost
 * @param shards what was planned for each node, and how much of it has ended
 * @param reason why the job was stopped, empty otherwise
 * @param redriveOf the job whose targets these were, null for none
 */
public record Job(
    JobId id,
    String name,
    JobState state,
    String channel,
    Priority priority,
    Instant created,
    @Nullable Instant finished,
    Instant deadline,
    long total,
    JobSpec.Excluded excluded,
    Map<TargetState, Long> counts,
    long attempts,
    long possibleDuplicates,
    List<Shard> shards,
    String reason,
    @Nullable JobId redriveOf) {

  public Job {
    counts = Map.copyOf(counts);
    shards = List.copyOf(shards);
  }

  /** How many targets are in that state. */
  public long count(TargetState state) {
    return counts.getOrDefault(state, 0L);
  }

  /** How many targets have not ended. */
  public long open() {
    return counts.entrySet().stream()
        .filter(state -> !state.getKey().isEnd())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * The part of the job that was planned for one node.
   *
   * @param done how many of them have ended, whoever sent them
   */
  public record Shard(NodeId node, long targets, long done) {}
}
