package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import java.time.Duration;

/**
 * How fast a fleet works without a fault and under it.
 *
 * @param clean requests a second
 * @param disturbed requests a second
 */
record Rates(double clean, double disturbed) {
  private static final double BACK = 0.6;
  private static final Duration WINDOW = Duration.ofMillis(500);

  /** From now on, within this time, the job has most of the speed again that it had undisturbed. */
  static void requireBack(Arena arena, FleetJob job, double clean, Duration within) {
    long began = System.nanoTime();
    Duration after;
    double now;
    do {
      after = Duration.ofNanos(System.nanoTime() - began);
      now = arena.perSecond(job::requests, WINDOW);
    } while (now < BACK * clean && after.compareTo(within) < 0);
    arena.note("%s, from %s on".formatted(new Rates(clean, now), Words.duration(after)));
    arena.figures().recovered(after);
    if (now < BACK * clean) {
      arena.figures().broken("still too slow after " + Words.duration(after));
    }
  }

  /** Keeps them for the report, and checks that so much is left of the speed. */
  void require(Arena arena, Check check, double share) {
    arena.note(toString());
    check.require(disturbed >= share * clean, "too slow: " + this);
  }

  @Override
  public String toString() {
    return "%.0f requests a second undisturbed, %.0f now: %.0f %%"
        .formatted(clean, disturbed, 100 * disturbed / clean);
  }
}
