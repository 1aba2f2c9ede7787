package dev.bonghwa.testkit.proxy;

import org.jspecify.annotations.Nullable;

/** The end of all that passes, after so many commands. Happens once. */
final class Stop {
  private long left;
  private @Nullable Runnable armed;

  synchronized void arm(long commands, Runnable then) {
    left = commands;
    armed = then;
  }

  synchronized void disarm() {
    armed = null;
  }

  /** One command passes; what to run if it was the last, or null. */
  synchronized @Nullable Runnable passed() {
    if (armed == null || --left > 0) {
      return null;
    }
    Runnable then = armed;
    armed = null;
    return then;
  }
}
