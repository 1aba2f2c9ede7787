package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Turns;
import java.io.InputStream;
import java.time.Duration;

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

  private final Turns large;
  private final Turns small;
  private final Turns unsized;

  Uploads(Duration patience) {
    large = lane(LARGE_AT_ONCE, patience);
    small = lane(SMALL_AT_ONCE, patience);
    unsized = lane(UNSIZED_AT_ONCE, patience);
  }

  private static Turns lane(int atOnce, Duration patience) {
    return new Turns(atOnce, patience, "other submits are being read; send this one again");
  }

  /**
   * Waits for a place.
   *
   * @param contentLength the body's bytes, or -1 when nobody knows
   */
  Place enter(long contentLength) throws InterruptedException {
    Turns lane = contentLength < 0 ? unsized : contentLength <= SMALL_BYTES ? small : large;
    lane.take();
    return new Place(lane);
  }

  /** A place in a lane, which is given back by closing it. */
  final class Place implements AutoCloseable {
    private Turns lane;

    private Place(Turns lane) {
      this.lane = lane;
    }

    /** The body, which may be read only through this. */
    InputStream body(InputStream body) {
      return lane.equals(unsized) ? new UnsizedBody(body, this) : body;
    }

    /** Waits for a large place, and gives this one back only then. */
    void grow() throws InterruptedException {
      large.take();
      lane.giveBack();
      lane = large;
    }

    @Override
    public void close() {
      lane.giveBack();
    }
  }
}
