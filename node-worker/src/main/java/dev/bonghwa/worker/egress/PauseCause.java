package dev.bonghwa.worker.egress;

import java.time.Duration;
import java.util.Locale;

/** Why a way is closed for this node alone. Endpoints have nothing to do with it. */
enum PauseCause {
  /** Most requests fail: the network, or all endpoints at once. */
  CIRCUIT(Duration.ofSeconds(60)),
  /** Something between us and the endpoints answers in their place. */
  CAPTIVE(Duration.ofSeconds(60)),
  /** The proxy opens no tunnels; there are others, and it may be gone for good. */
  PROXY(Duration.ofMinutes(5));

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 10;

  private final Duration longest;

  PauseCause(Duration longest) {
    this.longest = longest;
  }

  /** The length of a pause after so many failed probes. */
  Duration length(int failedProbes) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failedProbes, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
