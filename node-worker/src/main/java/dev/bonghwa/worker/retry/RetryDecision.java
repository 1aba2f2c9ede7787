package dev.bonghwa.worker.retry;

import dev.bonghwa.job.TargetState;
import java.time.Duration;

/** What to do about an outcome that calls for another attempt. */
public sealed interface RetryDecision {
  /**
   * No more attempts: the target ends.
   *
   * @param reason the last outcome's, fit for the target's record
   */
  record End(TargetState state, String reason) implements RetryDecision {}

  /**
   * Another try, no sooner than after the delay.
   *
   * @param attempts used up, this one included
   * @param flags what else to remember of the target, see {@link RetryFlags}; fits 8 bits
   */
  record RetryAt(Duration delay, int attempts, int flags) implements RetryDecision {}
}
