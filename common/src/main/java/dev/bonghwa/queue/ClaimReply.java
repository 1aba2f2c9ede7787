package dev.bonghwa.queue;

import java.util.List;

/** What a claim was answered. */
public sealed interface ClaimReply {

  /**
   * The instance holds these batches now; there may be none.
   *
   * @param more whether the queue has others
   */
  record Claimed(JobFacts job, List<ClaimedBatch> batches, boolean more) implements ClaimReply {}

  /** Nothing was claimed. */
  record Unavailable(Why why) implements ClaimReply {}

  /** Why nothing was claimed. */
  enum Why {
    /** There is no such job. */
    UNKNOWN,
    /** The job is paused; upkeep rings again when it goes on. */
    PAUSED,
    /** The job takes no more sends: ended, cancelled, stopped or past its deadline. */
    CLOSED,
    /** The job is written in a newer protocol than this program knows. */
    NEWER,
    /** A later claim of this instance has been answered already. */
    SUPERSEDED,
    /** What Redis holds of the job cannot be worked on. */
    BROKEN
  }
}
