package dev.bonghwa.cli.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How figures of one kind are spread: least, median, 95th of a hundred, most. */
final class Distribution {

  private final String what;
  private final List<Double> values = new ArrayList<>();

  Distribution(String what) {
    this.what = what;
  }

  void add(double value) {
    values.add(value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  private double share(double part) {
    return values.get((int) Math.round(part * (values.size() - 1)));
  }

  @Override
  public String toString() {
    if (isEmpty()) {
      return "no " + what;
    }
    Collections.sort(values);
    return String.format(
        Locale.ROOT,
        "%s: least %.1f, median %.1f, 95 %% within %.1f, most %.1f",
        what,
        share(0),
        share(0.5),
        share(0.95),
        share(1));
  }
}
