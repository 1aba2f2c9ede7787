package dev.bonghwa.worker;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.deliver.Known;
import dev.bonghwa.worker.loop.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The endpoints that are asked about in one turn of the loop, by one call; all get its answer. */
final class JointLook {

  /** So that no call keeps Redis for long. */
  private static final int MOST_AT_ONCE = 2_000;

  private final EventLoop loop;
  private final Function<Collection<EndpointKey>, CompletionStage<Known>> look;
  private List<EndpointKey> gathered = new ArrayList<>();
  private CompletableFuture<Known> answer = new CompletableFuture<>();

  JointLook(EventLoop loop, Function<Collection<EndpointKey>, CompletionStage<Known>> look) {
    this.loop = loop;
    this.look = look;
  }

  /** What is known of these, and maybe of others. */
  CompletionStage<Known> known(Collection<EndpointKey> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedStage(Known.NOTHING);
    }
    if (gathered.size() + keys.size() > MOST_AT_ONCE) {
      send();
    }
    if (gathered.isEmpty()) {
      loop.execute(this::send);
    }
    gathered.addAll(keys);
    return answer;
  }

  private void send() {
    List<EndpointKey> asked = gathered;
    CompletableFuture<Known> told = answer;
    gathered = new ArrayList<>();
    answer = new CompletableFuture<>();
    if (!asked.isEmpty()) {
      ask(asked, told);
    }
  }

  private void ask(List<EndpointKey> asked, CompletableFuture<Known> told) {
    try {
      look.apply(asked)
          .whenComplete(
              (known, failure) -> {
                if (failure == null) {
                  told.complete(known);
                } else {
                  told.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      told.completeExceptionally(e);
    }
  }
}
