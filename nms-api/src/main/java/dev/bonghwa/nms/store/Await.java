package dev.bonghwa.nms.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Blocks a virtual thread until Redis has answered. Failures come out as {@code Problem} 503. */
public final class Await {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration TRY_FOR = Duration.ofSeconds(5);
  private static final Duration TRY_FIRST_FOR = Duration.ofMillis(1_500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private Await() {}

  /** The answer; waits at most 5 s. */
  public static <T> T on(CompletionStage<T> stage) throws InterruptedException {
    try {
      return answer(stage);
    } catch (ExecutionException e) {
      throw StoreFaults.problem(causeOf(e));
    } catch (TimeoutException e) {
      throw StoreFaults.problem(e);
    }
  }

  /**
   * The answer of a call that may be made again when nothing is known of the first one: the verbs
   * of the intake change nothing when repeated. So a submit of a minute survives a reconnect of a
   * second. Gives up after 5 s.
   */
  public static <T> T onRepeatable(Supplier<CompletionStage<T>> call) throws InterruptedException {
    return onRepeatable(call.get(), call);
  }

  /**
   * The same for the first such call of a request, before anything is done that another request
   * would have to do again: a reconnect is waited for, but who asks while Redis is away is told so
   * within two seconds.
   */
  public static <T> T onFirst(Supplier<CompletionStage<T>> call) throws InterruptedException {
    return onRepeatable(call.get(), call, TRY_FIRST_FOR);
  }

  /** The same for a call whose first try is under way already. */
  public static <T> T onRepeatable(CompletionStage<T> first, Supplier<CompletionStage<T>> again)
      throws InterruptedException {
    return onRepeatable(first, again, TRY_FOR);
  }

  private static <T> T onRepeatable(
      CompletionStage<T> first, Supplier<CompletionStage<T>> again, Duration tryFor)
      throws InterruptedException {
    long end = System.nanoTime() + tryFor.toNanos();
    long pause = FIRST_PAUSE.toMillis();
    CompletionStage<T> stage = first;
    while (true) {
      Throwable cause;
      try {
        return answer(stage);
      } catch (ExecutionException e) {
        cause = causeOf(e);
      } catch (TimeoutException e) {
        cause = e;
      }
      if (!StoreFaults.passes(cause) || System.nanoTime() > end) {
        throw StoreFaults.problem(cause);
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(1000, 2 * pause);
      stage = again.get();
    }
  }

  private static Throwable causeOf(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private static <T> T answer(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }
}
