package dev.bonghwa.cli.bench.measure;

import java.util.Collection;

/** The value that so many of all do not exceed. */
public final class Percentile {

  private Percentile() {}

  /**
   * By the nearest rank: it was seen, and is not made up between two that were.
   *
   * @param percent 0 to 100
   */
  public static double of(double percent, Collection<Double> seen) {
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("nothing was seen");
    }
    double[] sorted = seen.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /** Of many values one row: {@code what, p95}. */
  public static Figure figure(
      String what, int percent, int decimals, Collection<Double> seen, Goal goal) {
    return Figure.once(what + ", p" + percent, decimals, of(percent, seen), goal);
  }
}
