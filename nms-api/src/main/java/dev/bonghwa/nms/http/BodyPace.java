package dev.bonghwa.nms.http;

import java.time.Duration;

/**
 * How fast a body comes, in the time that its reader has waited for it: too slow over one window,
 * or in all, is 408.
 */
final class BodyPace {
  private final Patience patience;
  private long windowNanos;
  private long allNanos;
  private long bytesAtWindowStart;

  BodyPace(Patience patience) {
    this.patience = patience;
  }

  /** How long to wait for the next bytes. */
  long nanosLeft() {
    return patience.body().toNanos() - windowNanos;
  }

  /** The reader has waited once more; {@code bytes} is what has come since the beginning. */
  void waited(long nanos, long bytes) {
    windowNanos += nanos;
    allNanos += nanos;
    if (allNanos >= patience.wholeBody().toNanos()) {
      throw tooSlow(
          "be whole after " + patience.wholeBody().toMinutes() + " min of waiting for it");
    }
    if (nanosLeft() <= 0) {
      closeWindow(bytes);
    }
  }

  private void closeWindow(long bytes) {
    if (bytes - bytesAtWindowStart < patience.leastBodyBytes()) {
      Duration window = patience.body();
      throw tooSlow("come with at least 16 KiB/s over " + window.toSeconds() + " s");
    }
    bytesAtWindowStart = bytes;
    windowNanos = 0;
  }

  private static Problem tooSlow(String rule) {
    return Problem.of(408, "the body must " + rule);
  }
}
