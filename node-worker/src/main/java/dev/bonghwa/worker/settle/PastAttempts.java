package dev.bonghwa.worker.settle;

/**
 * What is known of a target that was answered and is not terminal.
 *
 * @param notBefore loop nanoseconds before which it must not be sent
 * @param attempts those that counted
 * @param flags what the retry policy wants to remember
 */
public record PastAttempts(long notBefore, int attempts, int flags) {

  /** A target that was never answered. */
  public static final PastAttempts NONE = new PastAttempts(Long.MIN_VALUE, 0, 0);

  /** The same with another not-before. */
  public PastAttempts until(long nanos) {
    return new PastAttempts(nanos, attempts, flags);
  }
}
