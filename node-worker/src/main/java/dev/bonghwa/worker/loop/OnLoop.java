package dev.bonghwa.worker.loop;

import dev.bonghwa.redis.RedisFailure;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks another thread's world something and takes the answer on the event loop. */
public final class OnLoop {

  private static final Logger log = LoggerFactory.getLogger(OnLoop.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 5;

  /** About a minute, at one try every 2 s. */
  private static final int TOLD_EVERY = 30;

  private OnLoop() {}

  /** Makes the call; exactly one of the two consumers runs, on the loop and never before return. */
  public static <T> void ask(
      EventLoop loop,
      Supplier<CompletionStage<T>> call,
      Consumer<? super T> answered,
      Consumer<Throwable> failed) {
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      loop.execute(() -> failed.accept(e));
      return;
    }
    stage.whenComplete(
        (answer, failure) -> loop.execute(() -> take(answer, failure, answered, failed)));
  }

  /**
   * Repeats the call, 100 ms to 2 s apart, until it is answered or nobody wants that any more.
   *
   * @param what it is about, for the log
   */
  public static <T> void insist(
      EventLoop loop,
      String what,
      Supplier<CompletionStage<T>> call,
      BooleanSupplier wanted,
      Consumer<? super T> answered) {
    insist(loop, call, wanted, answered, new Insisting(what));
  }

  private static <T> void insist(
      EventLoop loop,
      Supplier<CompletionStage<T>> call,
      BooleanSupplier wanted,
      Consumer<? super T> answered,
      Insisting insisting) {
    if (wanted.getAsBoolean()) {
      Runnable again = () -> insist(loop, call, wanted, answered, insisting);
      ask(loop, call, answered, failure -> loop.schedule(insisting.failed(failure), again));
    }
  }

  /** How often a call has failed, who is told, and how long it rests. */
  private static final class Insisting {
    private final String what;
    private int failures;

    Insisting(String what) {
      this.what = what;
    }

    Duration failed(Throwable failure) {
      if (failures % TOLD_EVERY == 0) {
        log.warn(
            "{} failed ({}); it is tried again until it succeeds", what, RedisFailure.why(failure));
      }
      long millis = FIRST_PAUSE.toMillis() << Math.min(failures++, MOST_DOUBLINGS);
      return Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis()));
    }
  }

  private static <T> void take(
      T answer, Throwable failure, Consumer<? super T> answered, Consumer<Throwable> failed) {
    try {
      if (failure == null) {
        answered.accept(answer);
      } else {
        failed.accept(failure instanceof CompletionException e ? e.getCause() : failure);
      }
    } catch (RuntimeException e) {
      log.error("an answer could not be worked on; the loop goes on", e);
    }
  }
}
