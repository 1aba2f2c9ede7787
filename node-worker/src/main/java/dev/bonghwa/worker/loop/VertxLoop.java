package dev.bonghwa.worker.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop of a Vert.x context: the very thread on which its HTTP client answers. */
public final class VertxLoop implements EventLoop {

  private static final Logger log = LoggerFactory.getLogger(VertxLoop.class);

  private final Vertx vertx;
  private final Context context;

  private VertxLoop(Vertx vertx, Context context) {
    this.vertx = vertx;
    this.context = context;
  }

  /**
   * Takes one of this Vert.x's event loops.
   *
   * @param giveUp ends the process: after an error of the JVM nobody knows what was left half done,
   *     and a target that nobody thinks of any more would keep its job from ending
   */
  public static VertxLoop of(Vertx vertx, Runnable giveUp) {
    Context context = vertx.getOrCreateContext();
    context.exceptionHandler(thrown -> escaped(thrown, giveUp));
    return new VertxLoop(vertx, context);
  }

  private static void escaped(Throwable thrown, Runnable giveUp) {
    if (thrown instanceof Error) {
      try {
        log.error(
            "the sending loop met an error of the JVM; the process ends to be started anew, its"
                + " batches go to others",
            thrown);
      } finally {
        giveUp.run();
      }
    } else {
      log.error("what came in could not be worked on; the loop goes on", thrown);
    }
  }

  /** The context to make HTTP clients in, so that their answers come on this loop. */
  public Context context() {
    return context;
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> guarded(task));
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    var timer = new Timer(task);
    long millis = Math.max(1, ceilMillis(delay));
    execute(() -> timer.start(millis));
    return timer;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** A timer that fires early would be a not-before that is not kept. */
  private static long ceilMillis(Duration delay) {
    return delay.plusNanos(999_999).toMillis();
  }

  /** A fault in one task must not end the work of all others. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("a task failed; the loop goes on", e);
    }
  }

  private final class Timer implements Cancellable {

    private final Runnable task;
    private long id = -1;
    private boolean over;

    Timer(Runnable task) {
      this.task = task;
    }

    void start(long millis) {
      if (!over) {
        id = vertx.setTimer(millis, ignored -> fire());
      }
    }

    private void fire() {
      if (!over) {
        over = true;
        guarded(task);
      }
    }

    /** To be called on the loop, like all that belongs to it. */
    @Override
    public boolean cancel() {
      boolean cancelled = !over;
      over = true;
      vertx.cancelTimer(id);
      return cancelled;
    }
  }
}
