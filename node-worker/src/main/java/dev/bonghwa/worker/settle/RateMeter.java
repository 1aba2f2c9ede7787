package dev.bonghwa.worker.settle;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** How many answers a second came lately: a ring of 100 ms counts over the last 10 s. */
public final class RateMeter {

  private static final long SLOT_NANOS = Duration.ofMillis(100).toNanos();
  private static final int SLOTS = 101;

  private static final int HALF_A_SECOND = 5; // slots
  private static final double SLOTS_PER_SECOND = 1e9 / SLOT_NANOS;

  private final LongSupplier nanoTime;
  private final int[] counts = new int[SLOTS];
  private final int[] halves = new int[SLOTS];
  private long newest;
  private int highestHalf;

  /** Measures by the given monotonic clock, in nanoseconds. */
  public RateMeter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.newest = slot();
  }

  /** Counts one answer now. */
  public void mark() {
    advance();
    counts[index(newest)]++;
  }

  /** Answers a second over the given span (100 ms to 10 s), the running 100 ms left out. */
  public double perSecond(Duration span) {
    advance();
    int slots = (int) (span.toNanos() / SLOT_NANOS);
    return sum(slots) * SLOTS_PER_SECOND / slots;
  }

  /** The most answers a second that half a second of the last 10 s had. */
  public double highest() {
    advance();
    return highestHalf * SLOTS_PER_SECOND / HALF_A_SECOND;
  }

  private void advance() {
    long now = slot();
    if (now == newest) {
      return;
    }
    if (now - newest >= SLOTS) {
      Arrays.fill(counts, 0);
      Arrays.fill(halves, 0);
      newest = now - 1;
    }
    while (newest < now) {
      counts[index(++newest)] = 0;
      halves[index(newest)] = sum(HALF_A_SECOND);
    }
    highestHalf = Arrays.stream(halves).max().orElse(0);
  }

  private int sum(int slots) {
    int sum = 0;
    for (int i = 1; i <= slots; i++) {
      sum += counts[index(newest - i)];
    }
    return sum;
  }

  private long slot() {
    return Math.floorDiv(nanoTime.getAsLong(), SLOT_NANOS);
  }

  private static int index(long slot) {
    return (int) Math.floorMod(slot, (long) SLOTS);
  }
}
