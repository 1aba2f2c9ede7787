package dev.bonghwa.queue;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobId;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claimed batch's targets.
 *
 * @param seq 1, 2, 3, … within the claim
 * @param delivered positions that this claim has delivered, all of them
 * @param ended positions that ended in something else; those of an unanswered settle are to be
 *     given again. At most {@link #MOST_ENDED}
 * @param retries all that is remembered of answered targets that have not ended; null when it is as
 *     before
 * @param attempts attempts of this claim so far
 * @param possibleDuplicates attempts of this claim so far that may have repeated a delivered one
 * @param renew whether the batch made progress, so its lease goes on
 * @param intent the target that a careful claim is about to send, with the record to keep of it
 *     should it take the worker down; null otherwise
 */
public record Settlement(
    JobId job,
    int batch,
    String claim,
    long seq,
    BitSet delivered,
    List<Ended> ended,
    @Nullable List<Retry> retries,
    long attempts,
    long possibleDuplicates,
    boolean renew,
    Then then,
    @Nullable Ended intent) {

  /** How many other ends one settle may carry, so that no call keeps Redis for long. */
  public static final int MOST_ENDED = 256;

  /** Of a batch that was claimed and cannot be read. */
  static Settlement unreadable(JobId job, int batch, String claim) {
    return new Settlement(
        job, batch, claim, 1, new BitSet(), List.of(), null, 0, 0, false, Then.QUARANTINE, null);
  }

  /** What is to become of the batch after this. */
  public enum Then {
    /** Its holder goes on with it. */
    KEEP,
    /** Its holder gives it back at once. */
    QUEUE,
    /** Its holder lets go of it until the first retry is due. */
    WAIT,
    /** It cannot be read. */
    QUARANTINE
  }

  /**
   * A target that ended in something else than delivered.
   *
   * @param position its place in the batch
   */
  public record Ended(int position, Delivery delivery) {}
}
