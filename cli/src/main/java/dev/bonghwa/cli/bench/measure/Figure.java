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

  /** Whether there is a goal, and enough was seen: a job of a few targets takes no time at all. */
  boolean isJudged() {
    return !goal.isNone() && Double.isFinite(seen.median());
  }

  /** Empty where nothing is judged. */
  String verdict() {
    if (!isJudged()) {
      return "";
    }
    return isMet() ? "yes" : "NO";
  }
}
