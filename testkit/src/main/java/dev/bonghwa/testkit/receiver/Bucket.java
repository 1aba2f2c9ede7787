package dev.bonghwa.testkit.receiver;

import java.time.Duration;

/**
 * What is left of a webhook's calls.
 *
 * @param remaining -1: this request was one too many
 * @param resetAfter until it is full again
 */
record Bucket(int remaining, Duration resetAfter) {
  static final int LIMIT = 5;
  static final Duration WINDOW = Duration.ofSeconds(2);

  /** What is said where calls are not counted. */
  static final Bucket UNCOUNTED = new Bucket(LIMIT - 1, WINDOW);

  boolean isExceeded() {
    return remaining < 0;
  }
}
