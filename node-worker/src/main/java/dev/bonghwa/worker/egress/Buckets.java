package dev.bonghwa.worker.egress;

import java.time.Duration;
import java.util.Arrays;

/** Counts events of a sliding window, to a sixtieth of its length. */
final class Buckets {
  private static final int COUNT = 60;

  private final int[] counts = new int[COUNT];
  private final long width;
  private final long origin;
  private long newest;
  private int total;

  Buckets(long now, Duration window) {
    width = window.toNanos() / COUNT;
    origin = now;
  }

  void add(long now) {
    forget(now);
    counts[(int) (newest % COUNT)]++;
    total++;
  }

  int total(long now) {
    forget(now);
    return total;
  }

  private void forget(long now) {
    long current = Math.max(newest, (now - origin) / width);
    if (current - newest >= COUNT) {
      Arrays.fill(counts, 0);
      total = 0;
      newest = current;
    }
    while (newest < current) {
      newest++;
      int bucket = (int) (newest % COUNT);
      total -= counts[bucket];
      counts[bucket] = 0;
    }
  }
}
