package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Problem;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many submits are read at a time: two large ones, because each may need 32 MB to find
 * duplicates, and eight small ones that must not wait behind them. One that does not say its length
 * is small until it has shown more, in a lane of its own, so that those that wait there to become
 * large hold up no small one. Others wait a while, in the order they came, then hear 429.
 */
final class Uploads {
  static final long SMALL_BYTES = 1024 * 1024;
  private static final int LARGE_AT_ONCE = 2;
  private static final int SMALL_AT_ONCE = 8;
  private static final int UNSIZED_AT_ONCE = 4;

  private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);
  private final Semaphore small = new Semaphore(SMALL_AT_ONCE, true);
  private final Semaphore unsized = new Semaphore(UNSIZED_AT_ONCE, true);
  private final Duration patience;

  Uploads(Duration patience) {
    this.patience = patience;
  }

  /**
   * Waits for a place.
   *
   * @param contentLength the body's bytes, or -1 when nobody knows
   */
  Place enter(long contentLength) throws InterruptedException {
    Semaphore lane = contentLength < 0 ? unsized : contentLength <= SMALL_BYTES ? small : large;
    acquire(lane);
    return new Place(lane);
  }

  private void acquire(Semaphore lane) throws InterruptedException {
    if (!lane.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Problem.later(
          429, "other submits are being read; send this one again", Duration.ofSeconds(5));
    }
  }

  /** A place in a lane, which is given back by closing it. */
  final class Place implements AutoCloseable {
    private Semaphore lane;

    private Place(Semaphore lane) {
      this.lane = lane;
    }

    /** The body, which may be read only through this. */
    InputStream body(InputStream body) {
      return lane.equals(unsized) ? new UnsizedBody(body, this) : body;
    }

    /** Waits for a large place, and gives this one back only then. */
    void grow() throws InterruptedException {
      acquire(large);
      lane.release();
      lane = large;
    }

    @Override
    public void close() {
      lane.release();
    }
  }
}
