package dev.bonghwa.worker.egress;

import java.time.Duration;

/** Why nothing leaves this node alone. Endpoints have nothing to do with it. */
enum PauseCause {
  /** Most requests fail: the network, or all endpoints at once. */
  CIRCUIT,
  /** Something between us and the endpoints answers in their place. */
  CAPTIVE;

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 10;

  /** The length of a pause after so many failed probes. */
  static Duration length(int failedProbes) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failedProbes, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
