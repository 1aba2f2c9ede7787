package dev.bonghwa.cli.bench.here;

import java.time.Duration;

/**
 * How long to look.
 *
 * @param latency after which the real receivers answer
 * @param time of each run, without starting
 * @param targets of a job: it is given one after the other
 */
public record HerePlan(Duration latency, Duration time, int targets) {

  public HerePlan {
    if (latency.isZero() || latency.isNegative() || targets < 1) {
      throw new IllegalArgumentException("no latency, or no target");
    }
  }
}
