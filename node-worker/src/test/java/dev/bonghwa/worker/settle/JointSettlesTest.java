package dev.bonghwa.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.SettleReply;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Ended;
import dev.bonghwa.queue.Settlement.Then;
import dev.bonghwa.worker.loop.FakeLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class JointSettlesTest {

  private final FakeLoop loop = new FakeLoop();
  private final List<List<Settlement>> calls = new ArrayList<>();
  private final List<CompletableFuture<List<SettleReply>>> answers = new ArrayList<>();
  private final JointSettles settles = new JointSettles(loop, this::call);

  @Test
  void whatIsAskedInOneTurn_goesTogether_byJob() {
    settles.settle(settlement(1, 0, 0));
    settles.settle(settlement(2, 0, 0));
    settles.settle(settlement(1, 1, 0));

    assertThat(calls).isEmpty();
    loop.run();
    settles.settle(settlement(1, 2, 0));
    loop.run();

    assertThat(calls.stream().map(call -> call.stream().map(Settlement::batch).toList()))
        .containsExactly(List.of(0, 1), List.of(0), List.of(2));
  }

  @Test
  void eachGetsItsOwnAnswer() {
    CompletionStage<SettleReply> first = settles.settle(settlement(1, 0, 0));
    CompletionStage<SettleReply> second = settles.settle(settlement(1, 1, 0));
    loop.run();

    answers.getFirst().complete(List.of(new SettleReply.Stale(), new SettleReply.Unknown()));

    assertThat(first.toCompletableFuture()).isCompletedWithValue(new SettleReply.Stale());
    assertThat(second.toCompletableFuture()).isCompletedWithValue(new SettleReply.Unknown());
  }

  @Test
  void aCallThatFails_failsForAllThatItCarried_andForNoOther() {
    CompletionStage<SettleReply> lost = settles.settle(settlement(1, 0, 0));
    CompletionStage<SettleReply> alsoLost = settles.settle(settlement(1, 1, 0));
    CompletionStage<SettleReply> other = settles.settle(settlement(2, 0, 0));
    loop.run();

    answers.getFirst().completeExceptionally(new IllegalStateException("away"));

    assertThat(lost.toCompletableFuture()).isCompletedExceptionally();
    assertThat(alsoLost.toCompletableFuture()).isCompletedExceptionally();
    assertThat(other.toCompletableFuture()).isNotDone();
  }

  @Test
  void answersThatAreTooFew_failForAll() {
    CompletionStage<SettleReply> first = settles.settle(settlement(1, 0, 0));
    CompletionStage<SettleReply> second = settles.settle(settlement(1, 1, 0));
    loop.run();

    answers.getFirst().complete(List.of(new SettleReply.Stale()));

    assertThat(first.toCompletableFuture()).isCompletedExceptionally();
    assertThat(second.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void aCallThatCannotBeMade_fails() {
    var refused =
        new JointSettles(
            loop,
            call -> {
              throw new IllegalStateException("closed");
            });

    CompletionStage<SettleReply> asked = refused.settle(settlement(1, 0, 0));
    loop.run();

    assertThat(asked.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void noCallCarriesMoreEndsThanOneSettleMay() {
    settles.settle(settlement(1, 0, 200));
    settles.settle(settlement(1, 1, 56));
    settles.settle(settlement(1, 2, 1));
    settles.settle(settlement(1, 3, Settlement.MOST_ENDED));
    loop.run();

    assertThat(calls).extracting(List::size).containsExactly(2, 1, 1);
  }

  @Test
  void noCallCarriesMoreThan32Batches() {
    for (int batch = 0; batch < 40; batch++) {
      settles.settle(settlement(1, batch, 0));
    }
    loop.run();

    assertThat(calls).extracting(List::size).containsExactly(32, 8);
  }

  private CompletionStage<List<SettleReply>> call(List<Settlement> together) {
    calls.add(together);
    answers.add(new CompletableFuture<>());
    return answers.getLast();
  }

  private static Settlement settlement(int job, int batch, int ends) {
    return new Settlement(
        new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C0" + job),
        batch,
        "n/1#1",
        1,
        new BitSet(),
        Collections.nCopies(ends, end()),
        null,
        0,
        0,
        true,
        Then.KEEP,
        null);
  }

  private static Ended end() {
    return new Ended(
        0, new Delivery(0, "1/a", TargetState.FAILED, 500, 1, Instant.EPOCH, "no more attempts"));
  }
}
