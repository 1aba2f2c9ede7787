package dev.bonghwa.worker.retry;

import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.EgressPause.Cause;
import dev.bonghwa.worker.channel.Outcome.RetryAfter;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.channel.Outcome.RetryOnceLater;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Milliseconds before the next attempt: what was asked for, exactly, else backoff. */
final class Intervals {
  private static final long FIRST_MILLIS = 1_000;

  /** Of the backoff before its jitter. */
  private static final long LONGEST_MILLIS = 60_000;

  private static final int DOUBLINGS = 6;

  private final DoubleSupplier jitter;

  Intervals(DoubleSupplier jitter) {
    this.jitter = jitter;
  }

  /** The attempts are those used up, 0 when this attempt cost none. */
  long millis(int attempts, Outcome.Again outcome) {
    return switch (outcome) {
      // What is banned is this address and not the target: another one may send it at once.
      case EgressPause(Cause cause, Duration atLeast, String why) ->
          cause == Cause.BAN ? 0 : ceilMillis(atLeast);
      case RetryAfter after -> ceilMillis(after.delay());
      case RetryOnceLater later -> ceilMillis(later.delay());
      case RetryNow now -> 0;
      case Backoff backoff -> Math.max(ceilMillis(backoff.atLeast()), exponential(attempts));
    };
  }

  private long exponential(int attempts) {
    int doublings = Math.clamp(attempts - 1, 0, DOUBLINGS);
    return (long) (Math.min(FIRST_MILLIS << doublings, LONGEST_MILLIS) * jitter.getAsDouble());
  }

  private static long ceilMillis(Duration wait) {
    return wait.plusNanos(999_999).toMillis();
  }
}
