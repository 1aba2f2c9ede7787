package dev.bonghwa.cli.bench.measure;

/** What a figure is to be. */
public sealed interface Wish {

  /** Nothing: it is only told. */
  record None() implements Wish {}

  record AtLeast(double bound) implements Wish {}

  record AtMost(double bound) implements Wish {}

  static Wish none() {
    return new None();
  }

  static Wish atLeast(double bound) {
    return new AtLeast(bound);
  }

  static Wish atMost(double bound) {
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
