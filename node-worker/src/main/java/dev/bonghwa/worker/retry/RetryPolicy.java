package dev.bonghwa.worker.retry;

import dev.bonghwa.worker.channel.Outcome;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Decides about targets that were answered and not delivered. Pure but for the jitter. */
public final class RetryPolicy {
  /** What to do when a request was written and its answer was lost. */
  public enum Ambiguous {
    /** Try again: the endpoint may get the notification twice. */
    RETRY,
    /** End the target as uncertain. */
    REPORT
  }

  /**
   * Takes the policy.
   *
   * @param maxAttempts tries that count, at least 1
   * @param jitter factors for backoff, 0.5 to 1.5
   */
  public RetryPolicy(int maxAttempts, Ambiguous ambiguous, DoubleSupplier jitter) {}

  /**
   * Decides.
   *
   * @param attempts used up before this try
   * @param flags of the target so far
   * @param left until the job's deadline; may be negative
   * @param burn whether a failed try counts as an attempt: not while the node's circuit is open
   */
  public RetryDecision decide(
      Outcome.Again outcome, int attempts, int flags, Duration left, boolean burn) {
    throw new UnsupportedOperationException("soon");
  }
}
