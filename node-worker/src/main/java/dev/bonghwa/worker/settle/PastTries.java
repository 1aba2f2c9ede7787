package dev.bonghwa.worker.settle;

/**
 * What is known of a target that was answered and is not terminal.
 *
 * @param notBefore loop nanoseconds before which it must not be sent
 * @param attempts tries that counted
 * @param flags what the retry policy wants to remember
 */
public record PastTries(long notBefore, int attempts, int flags) {

  /** A target that was never answered. */
  public static final PastTries NONE = new PastTries(Long.MIN_VALUE, 0, 0);

  /** The same with another not-before. */
  public PastTries until(long nanos) {
    return new PastTries(nanos, attempts, flags);
  }
}
