package dev.bonghwa.worker.egress;

import java.time.Duration;

/**
 * After a pause of this node alone: ten requests a second at first, twice as many each second, with
 * room for a very small burst since timers are coarse.
 */
final class SlowStart {
  private static final double SECOND = 1e9;
  private static final long BURST_NANOS = Duration.ofMillis(50).toNanos();
  private static final double FIRST = 10;

  /** Beyond this there is nothing left to hold back. */
  private static final double FAST = 100_000;

  private boolean slow;
  private long since;

  /** When the next request is due if all come evenly. */
  private long due;

  private long lastInterval;

  void begin(long now) {
    slow = true;
    since = now;
    due = now;
  }

  long nanosUntilNext(long now) {
    return slow ? Math.max(0, due - BURST_NANOS - now) : 0;
  }

  void take(long now) {
    if (slow) {
      lastInterval = (long) (SECOND / perSecond(now));
      due = now + Math.max(0, due - now) + lastInterval;
    }
  }

  void giveBack() {
    due -= lastInterval;
  }

  /** Infinite when it is over. */
  double perSecond(long now) {
    if (slow) {
      double rate = FIRST * Math.pow(2, (now - since) / SECOND);
      slow = rate < FAST;
      return slow ? rate : Double.POSITIVE_INFINITY;
    }
    return Double.POSITIVE_INFINITY;
  }
}
