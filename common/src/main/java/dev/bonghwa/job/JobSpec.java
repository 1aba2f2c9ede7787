package dev.bonghwa.job;

import dev.bonghwa.node.NodeId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a commit says of a job.
 *
 * @param message the JSON body that each endpoint gets
 * @param channel what kind of endpoint the targets are
 * @param name a label for people, empty when there is none
 * @param expiresIn from the commit to the deadline
 * @param excluded what was in the submitted list and is no target
 * @param plan how many targets each node's shard has; their sum is the job's total
 * @param batches how many batches there are, those that come with the commit among them
 * @param digest SHA-256 of the request, which tells a replay from another request under the same
 *     key
 * @param key the idempotency key it came with, null for none
 * @param redriveOf the job whose targets these were, null for none
 * @param protocol the protocol the job is written in
 * @param retention how long the job is kept once it has ended
 */
public record JobSpec(
    byte[] message,
    String channel,
    Priority priority,
    String name,
    Duration expiresIn,
    Excluded excluded,
    Map<NodeId, Integer> plan,
    int batches,
    byte[] digest,
    @Nullable String key,
    @Nullable JobId redriveOf,
    int protocol,
    Retention retention) {

  /** How far away a deadline may be. */
  public static final Duration LONGEST_EXPIRY = Duration.ofDays(7);

  public JobSpec {
    plan = Map.copyOf(plan);
  }

  /** How many targets the job has. */
  public int total() {
    return plan.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * What was in the submitted list and is no target of the job.
   *
   * @param duplicates the same endpoint again, also by another spelling
   * @param alreadyGone endpoints that must never be called again
   * @param invalid what is no endpoint at all
   */
  public record Excluded(int duplicates, int alreadyGone, int invalid) {}

  /**
   * How long an ended job is kept.
   *
   * @param delivered when every target was delivered
   * @param otherwise when some were not
   */
  public record Retention(Duration delivered, Duration otherwise) {}
}
