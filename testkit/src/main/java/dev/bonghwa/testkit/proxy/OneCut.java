package dev.bonghwa.testkit.proxy;

import org.jspecify.annotations.Nullable;

/** A cut that waits for so many bytes, or commands, to pass. Happens once. */
final class OneCut {
  private long left;
  private @Nullable Cut armed;

  synchronized void arm(long count, Cut how) {
    left = count;
    armed = how;
  }

  synchronized void disarm() {
    armed = null;
  }

  /** How much of {@code amount} is still within the count; all of it while nothing is armed. */
  synchronized long within(long amount) {
    return armed == null ? amount : Math.min(amount, left);
  }

  /** Takes what passed; how to cut now, or null when it is not yet time. */
  synchronized @Nullable Cut passed(long amount) {
    if (armed == null) {
      return null;
    }
    left -= amount;
    Cut due = left <= 0 ? armed : null;
    armed = due == null ? armed : null;
    return due;
  }
}
