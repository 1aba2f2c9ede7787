package dev.bonghwa.cli.fleet;

import java.time.Duration;

/** How big a case is run: small with each build, full with the profile {@code faults}. */
enum Size {
  SMALL,
  FULL;

  int of(int small, int full) {
    return this == SMALL ? small : full;
  }

  Duration seconds(int small, int full) {
    return Duration.ofSeconds(of(small, full));
  }
}
