package dev.bonghwa.cli.bench.sink;

/**
 * What came to a sink since it was cleared.
 *
 * @param first by {@link System#nanoTime}, which is CLOCK_MONOTONIC on Linux: one clock for all its
 *     processes
 * @param last of the same clock
 */
public record Arrivals(long requests, long first, long last) {

  /** From the first to the last; 0 when there is nothing between them. */
  public double perSecond() {
    return last > first ? requests * 1e9 / (last - first) : 0;
  }
}
