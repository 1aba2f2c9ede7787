package dev.bonghwa.worker.settle;

import dev.bonghwa.worker.send.EventLoop;
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

  /** Repeats the call, 100 ms to 2 s apart, until it is answered or nobody wants that any more. */
  public static <T> void insist(
      EventLoop loop,
      Supplier<CompletionStage<T>> call,
      BooleanSupplier wanted,
      Consumer<? super T> answered) {
    insist(loop, call, wanted, answered, FIRST_PAUSE);
  }

  private static <T> void insist(
      EventLoop loop,
      Supplier<CompletionStage<T>> call,
      BooleanSupplier wanted,
      Consumer<? super T> answered,
      Duration pause) {
    long millis = Math.min(2 * pause.toMillis(), LONGEST_PAUSE.toMillis());
    Runnable again = () -> insist(loop, call, wanted, answered, Duration.ofMillis(millis));
    if (wanted.getAsBoolean()) {
      ask(loop, call, answered, failure -> loop.schedule(pause, again));
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
