package dev.bonghwa.worker.retry;

/**
 * What is remembered of a target between attempts, beside its attempts, in 8 bits: whether its
 * second look was used (bit 0), unwritten attempts (1–2), server errors (3–4), failed handshakes
 * (5–6).
 */
final class RetryFlags {
  static final int SECOND_LOOK = 1;

  /** Counters are two bits wide and stop at 3. */
  static final int UNWRITTEN = 1;

  static final int SERVER_ERRORS = 3;
  static final int HANDSHAKES = 5;

  private static final int COUNTER = 3;

  private RetryFlags() {}

  static int count(int flags, int counter) {
    return flags >> counter & COUNTER;
  }

  static int increment(int flags, int counter) {
    return count(flags, counter) == COUNTER ? flags : flags + (1 << counter);
  }
}
