package dev.bonghwa.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time that passes while a fault lasts, and what is counted in it. */
final class Meanwhile {

  private Meanwhile() {}

  static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(2)).until(() -> true);
  }

  /** By how much the count grows within this time, a second. */
  static double perSecond(LongSupplier count, Duration time) {
    long began = System.nanoTime();
    long before = count.getAsLong();
    pass(time);
    return (count.getAsLong() - before) * 1e9 / (System.nanoTime() - began);
  }
}
