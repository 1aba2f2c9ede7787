package dev.bonghwa.cli.bench.measure;

import java.util.Collection;
import java.util.Locale;

/** The middle of what some rounds came to, and the ends. */
public record Spread(double median, double least, double most, int rounds) {

  public static Spread of(Collection<Double> seen) {
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("no round");
    }
    double[] sorted = seen.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int last = sorted.length - 1;
    double middle = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    return new Spread(middle, sorted[0], sorted[last], sorted.length);
  }

  /** Seen once. */
  public static Spread once(double value) {
    return new Spread(value, value, value, 1);
  }

  /** {@code 41,230 (39,900..42,800)}; without the ends when it was seen once. */
  public String text(int decimals) {
    String middle = number(median, decimals);
    return rounds == 1
        ? middle
        : middle + " (" + number(least, decimals) + ".." + number(most, decimals) + ")";
  }

  static String number(double value, int decimals) {
    return !Double.isFinite(value)
        ? "?"
        : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
