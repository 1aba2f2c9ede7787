package dev.bonghwa.cli.faults;

import java.time.Duration;

/** How big a case is played: quick in minutes for all of them, full as the promises are worded. */
public enum Scale {
  QUICK,
  FULL;

  int of(int quick, int full) {
    return this == QUICK ? quick : full;
  }

  Duration seconds(int quick, int full) {
    return Duration.ofSeconds(of(quick, full));
  }
}
