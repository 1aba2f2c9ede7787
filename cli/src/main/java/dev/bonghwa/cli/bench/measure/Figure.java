package dev.bonghwa.cli.bench.measure;

import java.util.Collection;

/**
 * A row of a table.
 *
 * @param what with its unit, such as {@code deliveries/s}
 * @param decimals that are shown
 */
public record Figure(String what, int decimals, Spread seen, Wish wish) {

  public static Figure of(String what, int decimals, Collection<Double> rounds, Wish wish) {
    return new Figure(what, decimals, Spread.of(rounds), wish);
  }

  public static Figure once(String what, int decimals, double value, Wish wish) {
    return new Figure(what, decimals, Spread.once(value), wish);
  }

  /** By the median. */
  public boolean isMet() {
    return wish.isMet(seen.median());
  }

  String seenText() {
    return seen.text(decimals);
  }

  String wishText() {
    return wish.text(decimals);
  }

  /** Empty where nothing was wished. */
  String verdict() {
    if (wish.isNone()) {
      return "";
    }
    return isMet() ? "yes" : "NO";
  }
}
