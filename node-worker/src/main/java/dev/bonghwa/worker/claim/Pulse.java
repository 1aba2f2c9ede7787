package dev.bonghwa.worker.claim;

import java.util.function.LongSupplier;

/** When the claim loop last moved: written on its loop, read by watchdogs on other threads. */
public final class Pulse {

  private final LongSupplier nanoTime;
  private volatile long step;
  private volatile long answer;

  /** Beats now. */
  public Pulse(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.step = nanoTime.getAsLong();
    this.answer = step;
  }

  /** The loop did something, if only to wait or to fail. */
  void stepped() {
    step = nanoTime.getAsLong();
  }

  /** Redis answered the loop, if only that there is nothing. */
  void answered() {
    stepped();
    answer = step;
  }

  /** Nanoseconds since the loop did anything. */
  public long sinceStep() {
    return nanoTime.getAsLong() - step;
  }

  /** Nanoseconds since Redis answered the loop. */
  public long sinceAnswer() {
    return nanoTime.getAsLong() - answer;
  }
}
