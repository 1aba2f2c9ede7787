package dev.bonghwa.cli.bench.measure;

import java.util.concurrent.locks.LockSupport;

/** Lets time pass in which the bench asks nothing of what it measures. */
public final class Pause {

  private Pause() {}

  /** Returns at that moment of {@link System#nanoTime}, at once when it is over. */
  public static void until(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
