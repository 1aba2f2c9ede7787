package dev.bonghwa.cli.bench.redis;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Small jobs for one fleet, and a job of many for one of slow nodes.
 *
 * @param nodes that share a small job
 * @param targets of a small job
 * @param jobs small ones in a round
 * @param every from one small job to the next: until upkeep has seen its end
 * @param slow nodes of the slow fleet
 * @param rate EGRESS_RATE of each of those, requests a second
 * @param stretch for which those are watched in a round
 */
public record RedisPlan(
    int nodes,
    int targets,
    int jobs,
    Duration every,
    int slow,
    int rate,
    Duration stretch,
    int rounds) {

  /** Seconds in which the slow ones get into their stride, and which their job lasts too long. */
  private static final int SPARE_SECONDS = 10;

  public RedisPlan {
    if (IntStream.of(nodes, targets, jobs, slow, rate, rounds).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("nothing to measure");
    }
  }

  /** Of the slow fleet's job, before it is watched. */
  int slowBefore() {
    return slow * rate * SPARE_SECONDS;
  }

  /** Of the slow fleet's job. */
  int slowTargets() {
    long watched = stretch.multipliedBy(rounds).toSeconds();
    return 2 * slowBefore() + (int) watched * slow * rate;
  }
}
