package dev.bonghwa.worker.retry;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Backoff.Limit;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.RetryAfter;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.channel.Outcome.RetryOnceLater;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Decides about targets that were tried and have not come to their end: again, when, or no more.
 *
 * <p>Pure but for the jitter. The Resilience4j config holds the numbers: how many attempts, whether
 * an outcome is to be repeated, and the wait before it. It is asked and never run, since a wait
 * must survive this process. Nothing shortens what an endpoint asked for: an attempt that would
 * come after the job's deadline ends the target at once.
 */
public final class RetryPolicy {
  /** What to do when a request was written and its answer was lost. */
  public enum Ambiguous {
    /** Try again: the endpoint may get the notification twice. */
    RETRY,
    /** End the target as uncertain. */
    REPORT
  }

  private static final int UNWRITTEN_TRIES = 3;
  private static final int SERVER_ERROR_RETRIES = 3;
  private static final int HANDSHAKES = 3;

  private final RetryConfig config;

  /**
   * Takes the policy.
   *
   * @param maxAttempts attempts that count, at least 1
   * @param jitter factors for backoff, 0.5 to 1.5
   */
  public RetryPolicy(int maxAttempts, Ambiguous ambiguous, DoubleSupplier jitter) {
    Intervals intervals = new Intervals(jitter);
    config =
        RetryConfig.<Outcome.Again>custom()
            .maxAttempts(maxAttempts)
            .retryOnResult(outcome -> mayRepeat(outcome, ambiguous))
            .intervalBiFunction((attempt, result) -> intervals.millis(attempt, result.get()))
            .build();
  }

  /**
   * Decides.
   *
   * @param attempts used up before this attempt
   * @param flags of the target so far
   * @param left until the job's deadline; may be negative
   * @param burn whether a failed attempt counts: not while the node's circuit is open
   */
  public RetryDecision decide(
      Outcome.Again outcome, int attempts, int flags, Duration left, boolean burn) {
    if (!config.<Outcome.Again>getResultPredicate().test(outcome)) {
      return new RetryDecision.End(TargetState.UNCERTAIN, outcome.reason());
    }
    RetryDecision decision =
        switch (outcome) {
          case EgressPause pause -> again(pause, attempts, flags);
          case RetryAfter after -> again(after, attempts, flags);
          case RetryOnceLater later -> secondLook(later, attempts, flags);
          case RetryNow now -> unwritten(now, attempts, flags, burn);
          case Backoff backoff -> backOff(backoff, attempts, flags, burn);
        };
    return inTime(decision, left, outcome);
  }

  private RetryDecision secondLook(RetryOnceLater outcome, int attempts, int flags) {
    return (flags & RetryFlags.SECOND_LOOK) != 0
        ? new RetryDecision.End(TargetState.FAILED, outcome.reason())
        : again(outcome, attempts, flags | RetryFlags.SECOND_LOOK);
  }

  private RetryDecision unwritten(RetryNow outcome, int attempts, int flags, boolean burn) {
    return RetryFlags.count(flags, RetryFlags.UNWRITTEN) < UNWRITTEN_TRIES
        ? again(outcome, attempts, RetryFlags.increment(flags, RetryFlags.UNWRITTEN))
        : backOff(Backoff.because(outcome.reason()), attempts, flags, burn);
  }

  private RetryDecision backOff(Backoff outcome, int attempts, int flags, boolean burn) {
    if (!burn) {
      return again(outcome, attempts, flags);
    }
    int used = attempts + 1;
    if (used >= config.getMaxAttempts() || isSpent(outcome.limit(), flags)) {
      return new RetryDecision.End(TargetState.FAILED, outcome.reason());
    }
    return again(outcome, used, counted(outcome.limit(), flags));
  }

  private static boolean isSpent(Limit limit, int flags) {
    return switch (limit) {
      case ATTEMPTS -> false;
      case SERVER_ERROR ->
          RetryFlags.count(flags, RetryFlags.SERVER_ERRORS) == SERVER_ERROR_RETRIES;
      case TLS -> RetryFlags.count(flags, RetryFlags.HANDSHAKES) == HANDSHAKES - 1;
    };
  }

  private static int counted(Limit limit, int flags) {
    return switch (limit) {
      case ATTEMPTS -> flags;
      case SERVER_ERROR -> RetryFlags.increment(flags, RetryFlags.SERVER_ERRORS);
      case TLS -> RetryFlags.increment(flags, RetryFlags.HANDSHAKES);
    };
  }

  private RetryDecision again(Outcome.Again outcome, int attempts, int flags) {
    long millis =
        config.<Outcome.Again>getIntervalBiFunction().apply(attempts, Either.right(outcome));
    return new RetryDecision.RetryAt(Duration.ofMillis(millis), attempts, flags);
  }

  private static RetryDecision inTime(RetryDecision decision, Duration left, Outcome outcome) {
    boolean late =
        decision instanceof RetryDecision.RetryAt(Duration delay, int attempts, int flags)
            && delay.compareTo(left) >= 0;
    return late ? new RetryDecision.End(TargetState.EXPIRED, outcome.reason()) : decision;
  }

  private static boolean mayRepeat(Outcome.Again outcome, Ambiguous ambiguous) {
    boolean doubtful = outcome instanceof Backoff backoff && backoff.ambiguous();
    return !doubtful || ambiguous == Ambiguous.RETRY;
  }
}
