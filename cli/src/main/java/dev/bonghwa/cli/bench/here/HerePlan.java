package dev.bonghwa.cli.bench.here;

import java.time.Duration;

/**
 * How long to look.
 *
 * @param latency after which the real receivers answer
 * @param time of each run, without starting
 * @param targets of the first job, and of the others at least
 */
public record HerePlan(Duration latency, Duration time, int targets) {

  public HerePlan {
    if (latency.isZero() || latency.isNegative() || targets < 1) {
      throw new IllegalArgumentException("no latency, or no target");
    }
  }
}
