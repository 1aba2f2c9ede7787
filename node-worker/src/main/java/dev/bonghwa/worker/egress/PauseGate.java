package dev.bonghwa.worker.egress;

import java.time.Duration;

/**
 * Open; or closed until a time; or past that time and waiting for the one probe.
 *
 * <p>Requests that were sent before the gate closed still bring answers. They may make the pause
 * longer, but only the probe, known by its ticket, can end it or double it.
 */
final class PauseGate {
  private static final long NO_PROBE = 0;

  /** What a far end may ask for: more than this is taken for a mistake. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private boolean open = true;
  private long until;
  private long probe = NO_PROBE;
  private int failedProbes;
  private PauseCause cause = PauseCause.CIRCUIT;

  boolean isOpen() {
    return open;
  }

  boolean isProbing() {
    return !open && probe != NO_PROBE;
  }

  boolean isProbe(long ticket) {
    return !open && probe == ticket;
  }

  PauseCause cause() {
    return cause;
  }

  /** 0 when a probe may go out. */
  long nanosLeft(long now) {
    return Math.max(0, until - now);
  }

  void send(long ticket) {
    if (!open) {
      probe = ticket;
    }
  }

  void unsent(long ticket) {
    if (probe == ticket) {
      probe = NO_PROBE;
    }
  }

  void close(long now, PauseCause why, Duration asked) {
    open = false;
    failedProbes = 0;
    wait(now, why, asked);
  }

  /** The probe found that the cause, or another one, goes on. */
  void lengthen(long now, PauseCause why, Duration asked) {
    failedProbes = why == cause ? failedProbes + 1 : 0;
    wait(now, why, asked);
  }

  /** An answer to a request from before the pause asks for more. */
  void extend(long now, Duration asked) {
    until = Math.max(until - now, bounded(asked).toNanos()) + now;
  }

  /** The probe was answered; true if the gate is open now. */
  boolean answered(long now) {
    probe = NO_PROBE;
    open = nanosLeft(now) == 0;
    return open;
  }

  private void wait(long now, PauseCause why, Duration asked) {
    Duration least = why.length(failedProbes);
    Duration pause = asked.compareTo(least) < 0 ? least : bounded(asked);
    cause = why;
    probe = NO_PROBE;
    until = now + pause.toNanos();
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
  }
}
