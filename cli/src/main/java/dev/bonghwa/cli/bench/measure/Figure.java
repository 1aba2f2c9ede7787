package dev.bonghwa.cli.bench.measure;

import java.util.Collection;

/**
 * A row of a table.
 *
 * @param what with its unit, such as {@code deliveries/s}
 * @param decimals that are shown
 */
public record Figure(String what, int decimals, Spread seen, Goal goal) {

  public static Figure of(String what, int decimals, Collection<Double> rounds, Goal goal) {
    return new Figure(what, decimals, Spread.of(rounds), goal);
  }

  public static Figure once(String what, int decimals, double value, Goal goal) {
    return new Figure(what, decimals, Spread.once(value), goal);
  }

  /** By the median. */
  public boolean isMet() {
    return goal.isMet(seen.median());
  }

  String seenText() {
    return seen.text(decimals);
  }

  String goalText() {
    return goal.text(decimals);
  }

  /** Empty where there is no goal. */
  String verdict() {
    if (goal.isNone()) {
      return "";
    }
    return isMet() ? "yes" : "NO";
  }
}
