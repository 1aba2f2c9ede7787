package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.demo.DemoSettings;

/** What a number may be that an option is given; the option's description says the same. */
final class Range {

  /** Each is a JVM on this machine, as those of the demo are. */
  static final int MOST_WORKERS = DemoSettings.MOST_WORKERS;

  /** As many as nms-api takes in one job. */
  static final int MOST_TARGETS = 1_000_000;

  static final int MOST_ROUNDS = 100;

  private Range() {}

  /** A fault of the caller names the option, the range and what was given. */
  static void check(String option, long given, long least, long most) {
    if (given < least || given > most) {
      throw CliFault.usage(
          "%s is not between %d and %d: %d".formatted(option, least, most, given), "");
    }
  }
}
