package dev.bonghwa.nms.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many may do something costly at a time. Others wait a while, in the order they came, then
 * hear 429.
 */
public final class Turns {
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Semaphore free;
  private final Duration patience;
  private final String busy;

  /**
   * Turns for so many.
   *
   * @param busy what is said to whoever waited in vain
   */
  public Turns(int atOnce, Duration patience, String busy) {
    this.free = new Semaphore(atOnce, true);
    this.patience = patience;
    this.busy = busy;
  }

  /** Waits for a turn, which must be given back. */
  public void take() throws InterruptedException {
    if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Problem.later(429, busy, LATER);
    }
  }

  public void giveBack() {
    free.release();
  }

  /** The same handler, one turn for each request. */
  public Route.Handler around(Route.Handler handler) {
    return request -> {
      take();
      try {
        return handler.handle(request);
      } finally {
        giveBack();
      }
    };
  }
}
