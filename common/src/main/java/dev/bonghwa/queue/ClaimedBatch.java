package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Target;
import java.util.BitSet;
import java.util.List;

/**
 * A batch that this instance may send until its lease ends. A target's position is its place in
 * {@code targets}.
 *
 * @param claim what the batch's holder is called, to be given with every settle
 * @param settled positions that have ended
 * @param retries positions that were answered and have not ended; none of them is to be sent before
 *     its time
 * @param careful whether the batch has taken workers down, so its targets are to be sent one by one
 */
public record ClaimedBatch(
    JobId job,
    int number,
    String claim,
    List<Target> targets,
    BitSet settled,
    List<Retry> retries,
    boolean careful) {

  public ClaimedBatch {
    targets = targets instanceof PackedTargets ? targets : List.copyOf(targets);
    retries = List.copyOf(retries);
  }

  /** About how many bytes of memory its targets take, as they came from Redis. */
  public long targetBytes() {
    return targets instanceof PackedTargets packed
        ? packed.bytes()
        : targets.stream().mapToLong(t -> PackedTargets.PLACE_BYTES + t.address().length()).sum();
  }
}
