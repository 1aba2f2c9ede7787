package dev.bonghwa.testkit.receiver;

import java.time.Duration;

/**
 * What is left of a webhook's calls.
 *
 * @param limit calls in a window
 * @param remaining -1: this request was one too many
 * @param resetAfter until it is full again
 */
record Bucket(int limit, int remaining, Duration resetAfter) {
  /** What is said where calls are not counted. */
  static final Bucket UNCOUNTED = new Bucket(5, 4, Duration.ofSeconds(2));

  boolean isExceeded() {
    return remaining < 0;
  }
}
