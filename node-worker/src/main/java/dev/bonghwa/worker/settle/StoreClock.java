package dev.bonghwa.worker.settle;

import java.time.Duration;
import java.time.Instant;

/**
 * Redis TIME as this process can know it from answers that carried it.
 *
 * <p>An answer's time was taken somewhere between the sending of its question and its arrival. Both
 * translations err on the side of patience: a not-before written for others is never too early, nor
 * is one that is waited for here.
 */
public final class StoreClock {

  private Instant time = Instant.EPOCH;
  private long asked;
  private long answered;

  /** Takes the store's time of an answer that was asked for and arrived at these nanoseconds. */
  public void observe(Instant storeTime, long askedNanos, long answeredNanos) {
    time = storeTime;
    asked = askedNanos;
    answered = answeredNanos;
  }

  /**
   * The latest that the store's clock can show at the given nanoseconds; EPOCH before any answer.
   */
  public Instant latest(long nanos) {
    return time.equals(Instant.EPOCH) ? time : time.plusNanos(nanos - asked);
  }

  /** The nanoseconds at which the store's clock shows the given time for certain. */
  public long nanosOf(Instant storeTime) {
    return answered + saturated(Duration.between(time, storeTime));
  }

  /** Years ahead or behind are as good as centuries, and do not overflow. */
  private static long saturated(Duration duration) {
    long seconds = Math.clamp(duration.toSeconds(), -1_000_000_000L, 1_000_000_000L);
    return seconds == duration.toSeconds() ? duration.toNanos() : seconds * 1_000_000_000L;
  }
}
