package dev.bonghwa.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks Redis about each of many things, a few at a time: the connection takes a limited number of
 * commands at once, and others wait for it too.
 */
final class Windowed {

  private static final int WINDOW = 32;

  private Windowed() {}

  /** The answers in the order of the items; fails when one of them does. */
  static <A, B> CompletionStage<List<B>> each(List<A> items, Function<A, CompletionStage<B>> ask) {
    return from(0, items, ask, new ArrayList<>(items.size()));
  }

  private static <A, B> CompletionStage<List<B>> from(
      int start, List<A> items, Function<A, CompletionStage<B>> ask, List<B> answers) {
    if (start == items.size()) {
      return CompletableFuture.completedStage(answers);
    }
    int end = Math.min(items.size(), start + WINDOW);
    List<CompletableFuture<B>> asked =
        items.subList(start, end).stream().map(i -> ask.apply(i).toCompletableFuture()).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenCompose(
            all -> {
              asked.forEach(answer -> answers.add(answer.join()));
              return from(end, items, ask, answers);
            });
  }
}
