package dev.bonghwa.cli.bench.share;

import java.time.Duration;

/**
 * Workers that differ.
 *
 * @param fast so many workers whose receiver answers after the latency
 * @param slower one more, whose receiver takes so many times as long
 * @param strength MAX_CONCURRENT of each
 * @param targets of a job
 * @param rounds with a fleet that knows how fast its workers are
 */
public record UnequalPlan(
    int fast, int slower, int strength, Duration latency, int targets, int rounds) {

  public UnequalPlan {
    if (fast < 1 || slower < 1 || strength < 1 || latency.isZero() || rounds < 1) {
      throw new IllegalArgumentException("no worker, latency or round");
    }
  }

  /** Requests a second of a fast one: as many as its permits and the latency allow. */
  double perSecond() {
    return strength * 1e9 / latency.toNanos();
  }

  /** The same of the fast and the slow ones together. */
  double together() {
    return perSecond() * (fast + 1.0 / slower);
  }

  /** How many times as long as the ideal it takes when the slow one has as much to do as others. */
  double equalSplit() {
    return together() * slower / perSecond() / (fast + 1);
  }
}
