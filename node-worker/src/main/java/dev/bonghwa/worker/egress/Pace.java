package dev.bonghwa.worker.egress;

import java.time.Duration;

/**
 * Spaces requests evenly, with room for a very small burst since timers are coarse.
 *
 * <p>After a pause it starts at ten a second and doubles every second. A global limit halves the
 * rate; a tenth of the full rate comes back every ten seconds.
 */
final class Pace {
  private static final double SECOND = 1e9;
  private static final long BURST_NANOS = Duration.ofMillis(50).toNanos();
  private static final double SLOW_START = 10;

  /** Beyond this a slow start has nothing left to hold back. */
  private static final double FAST = 100_000;

  private static final double SMALLEST_SHARE = 1 / 16.0;
  private static final double REGAIN_PER_SECOND = 0.01;

  private final double full;
  private double share = 1;
  private long shareSince;
  private long slowSince;
  private boolean slow;

  /** When the next request is due if all come evenly. */
  private long due;

  private long lastInterval;
  private boolean started;

  Pace(EgressRate rate) {
    full = rate.perSecond();
  }

  long nanosUntilNext(long now) {
    return started ? Math.max(0, due - BURST_NANOS - now) : 0;
  }

  void take(long now) {
    lastInterval = (long) (SECOND / perSecond(now));
    due = (started && due - now > 0 ? due : now) + lastInterval;
    started = true;
  }

  void giveBack() {
    due -= lastInterval;
  }

  void startSlowly(long now) {
    slow = true;
    slowSince = now;
    due = now;
  }

  void halve(long now) {
    share = Math.max(SMALLEST_SHARE, share(now) / 2);
    shareSince = now;
  }

  double perSecond(long now) {
    return Math.min(full * share(now), ramp(now));
  }

  private double share(long now) {
    return share == 1 ? 1 : Math.min(1, share + (now - shareSince) / SECOND * REGAIN_PER_SECOND);
  }

  private double ramp(long now) {
    if (!slow) {
      return Double.POSITIVE_INFINITY;
    }
    double ramp = SLOW_START * Math.pow(2, (now - slowSince) / SECOND);
    slow = ramp < Math.min(full, FAST);
    return ramp;
  }
}
