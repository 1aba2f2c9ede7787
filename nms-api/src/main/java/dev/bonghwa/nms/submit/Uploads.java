package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many submits are read at a time: two large ones, because each may need 32 MB to find
 * duplicates, and eight small ones that must not wait behind them. Others wait a while, in the
 * order they came, then hear 429.
 */
final class Uploads {
  private static final int LARGE_AT_ONCE = 2;
  private static final int SMALL_AT_ONCE = 8;
  private static final long SMALL_BYTES = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);
  private final Semaphore small = new Semaphore(SMALL_AT_ONCE, true);

  /** A place that is given back by closing it. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a place.
   *
   * @param contentLength the body's bytes, or -1 when nobody knows
   */
  Place enter(long contentLength) throws InterruptedException {
    Semaphore lane = contentLength >= 0 && contentLength <= SMALL_BYTES ? small : large;
    if (!lane.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Problem.later(
          429, "other submits are being read; send this one again", Duration.ofSeconds(5));
    }
    return lane::release;
  }
}
