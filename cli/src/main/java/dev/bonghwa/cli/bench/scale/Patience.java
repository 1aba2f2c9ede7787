package dev.bonghwa.cli.bench.scale;

import dev.bonghwa.cli.console.CliFault;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for an answer of Redis. */
final class Patience {

  private Patience() {}

  static <T> T await(CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw CliFault.fault("Redis did not do it: " + e.getMessage(), "");
    }
  }
}
