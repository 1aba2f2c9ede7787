package dev.bonghwa.cli.bench.measure;

/** What a figure is to be. */
public sealed interface Goal {

  /** Nothing: it is only told. */
  record None() implements Goal {}

  record AtLeast(double bound) implements Goal {}

  record AtMost(double bound) implements Goal {}

  static Goal none() {
    return new None();
  }

  static Goal atLeast(double bound) {
    return new AtLeast(bound);
  }

  static Goal atMost(double bound) {
    return new AtMost(bound);
  }

  default boolean isNone() {
    return this instanceof None;
  }

  default boolean isMet(double value) {
    return switch (this) {
      case None none -> true;
      case AtLeast least -> value >= least.bound();
      case AtMost most -> value <= most.bound();
    };
  }

  /** As people write it; empty for none. */
  default String text(int decimals) {
    return switch (this) {
      case None none -> "";
      case AtLeast least -> "≥ " + Spread.number(least.bound(), decimals);
      case AtMost most -> "≤ " + Spread.number(most.bound(), decimals);
    };
  }
}
