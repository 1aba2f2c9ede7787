package dev.bonghwa.worker.egress;

/**
 * A way's gate for this node alone: open; or closed until a time; or past that time and waiting for
 * the one probe.
 *
 * <p>Requests that were sent before the gate closed still bring answers; only the probe, known by
 * its number, can open it or double the pause.
 */
final class PauseGate {
  private static final long NO_PROBE = 0;

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

  boolean isProbe(long number) {
    return !open && probe == number;
  }

  PauseCause cause() {
    return cause;
  }

  /** 0 when a probe may go out. */
  long nanosLeft(long now) {
    return Math.max(0, until - now);
  }

  void send(long number) {
    if (!open) {
      probe = number;
    }
  }

  void unsent(long number) {
    if (probe == number) {
      probe = NO_PROBE;
    }
  }

  void close(long now, PauseCause why) {
    open = false;
    cause = why;
    failedProbes = 0;
    rest(now);
  }

  /** The probe found that it goes on. */
  void lengthen(long now) {
    failedProbes++;
    rest(now);
  }

  void open() {
    open = true;
    probe = NO_PROBE;
  }

  private void rest(long now) {
    probe = NO_PROBE;
    until = now + cause.length(failedProbes).toNanos();
  }
}
