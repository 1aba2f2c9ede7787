package dev.bonghwa.cli.bench.share;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * A large job and urgent ones.
 *
 * @param rate EGRESS_RATE of each worker, requests a second
 * @param broadcast targets of the large job
 * @param urgent targets of an urgent one
 * @param jobs urgent ones, alone and again during the broadcast
 * @param rest before each urgent one alone: a node that has just sent may ask for its next grant
 *     only a quarter of a second after the last
 * @param rounds of all of that
 */
public record FairPlan(
    int workers, int rate, int broadcast, int urgent, int jobs, Duration rest, int rounds) {

  public FairPlan {
    if (IntStream.of(workers, rate, broadcast, urgent, jobs, rounds).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("nothing to measure");
    }
  }

  /** Of a broadcast that has the fleet for itself, in seconds. */
  double expectedSeconds() {
    return (double) broadcast / workers / rate;
  }

  /** Of 100: what the urgent jobs add to the work of the broadcast. */
  double added() {
    return 100.0 * jobs * urgent / broadcast;
  }
}
