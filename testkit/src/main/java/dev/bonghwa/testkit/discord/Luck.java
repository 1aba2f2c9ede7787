package dev.bonghwa.testkit.discord;

/**
 * What chance has for one request: the hash of webhook, attempt and seed, so that two runs with one
 * seed see the same.
 */
record Luck(long seed, long webhook, int attempt) {
  static Luck of(long seed, ReceivedRequest request) {
    return new Luck(seed, request.webhook(), request.attempt());
  }

  /** The same for all attempts of a webhook. */
  static Luck lasting(long seed, long webhook) {
    return new Luck(seed, webhook, 0);
  }

  /** From 0 (included) to 1, evenly spread. */
  double share(Draw draw) {
    return Scatter.share(webhook, attempt, seed, draw.ordinal() + 1);
  }

  /** What is decided; each by a number of its own. */
  enum Draw {
    LATENCY,
    LASTING,
    PASSING,
    KIND,
    PAUSE
  }
}
