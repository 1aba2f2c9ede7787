package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.deliver.Known;
import dev.bonghwa.worker.loop.FakeLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointLookTest {

  private final FakeLoop loop = new FakeLoop();
  private final List<Collection<EndpointKey>> calls = new ArrayList<>();
  private final List<CompletableFuture<Known>> answers = new ArrayList<>();
  private final JointLook look = new JointLook(loop, this::call);

  @Test
  void whatIsAskedInOneTurn_isOneCall() {
    CompletionStage<Known> first = look.known(keys(0, 2));
    CompletionStage<Known> second = look.known(keys(2, 1));
    loop.run();
    look.known(keys(3, 1));
    loop.run();

    assertThat(calls).containsExactly(keys(0, 3), keys(3, 1));
    answers.getFirst().complete(Known.NOTHING);
    assertThat(first.toCompletableFuture()).isCompletedWithValue(Known.NOTHING);
    assertThat(second.toCompletableFuture()).isCompletedWithValue(Known.NOTHING);
  }

  @Test
  void aCallThatFails_failsForThoseThatWaitForIt() {
    CompletionStage<Known> lost = look.known(keys(0, 1));
    loop.run();
    CompletionStage<Known> later = look.known(keys(0, 1));
    loop.run();

    answers.getFirst().completeExceptionally(new IllegalStateException("away"));

    assertThat(lost.toCompletableFuture()).isCompletedExceptionally();
    assertThat(later.toCompletableFuture()).isNotDone();
  }

  @Test
  void noCallAsksForMoreThan2000() {
    look.known(keys(0, 1_500));
    look.known(keys(1_500, 500));
    look.known(keys(2_000, 1));
    loop.run();

    assertThat(calls).extracting(Collection::size).containsExactly(2_000, 1);
  }

  private CompletionStage<Known> call(Collection<EndpointKey> keys) {
    calls.add(keys);
    answers.add(new CompletableFuture<>());
    return answers.getLast();
  }

  private static List<EndpointKey> keys(int from, int many) {
    return IntStream.range(from, from + many).mapToObj(i -> new EndpointKey("" + i)).toList();
  }
}
