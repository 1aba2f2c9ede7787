package dev.bonghwa.worker.egress;

import dev.bonghwa.worker.channel.Outcome.EgressPause;
import java.time.Duration;

/** Why nothing leaves the node, and how long a pause lasts that nobody gave a length. */
enum PauseCause {
  /** The endpoints' host wants fewer requests from this address: as long as it says. */
  GLOBAL_LIMIT(Duration.ZERO, Duration.ZERO),
  /** This address is banned or blocked: longer each time that a probe finds it still so. */
  BAN(Duration.ofSeconds(60), Duration.ofMinutes(15)),
  /** The next answers that count against us would get us banned. */
  INVALID_BUDGET(Duration.ofSeconds(60), Duration.ofSeconds(60)),
  /** Most requests fail: the network, or all endpoints at once. */
  CIRCUIT(Duration.ofSeconds(5), Duration.ofSeconds(60)),
  /** Something between us and the endpoints answers in their place. */
  CAPTIVE(Duration.ofSeconds(5), Duration.ofSeconds(60));

  private static final int MOST_DOUBLINGS = 10;

  private final Duration first;
  private final Duration longest;

  PauseCause(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  static PauseCause of(EgressPause.Cause cause) {
    return switch (cause) {
      case GLOBAL_LIMIT -> GLOBAL_LIMIT;
      case BAN -> BAN;
    };
  }

  /** Whether endpoints have nothing to do with it. */
  boolean isOurFault() {
    return this == CIRCUIT || this == CAPTIVE;
  }

  /** The length after so many failed probes. */
  Duration length(int failedProbes) {
    Duration doubled = first.multipliedBy(1L << Math.min(failedProbes, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
