package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.Retry;
import dev.bonghwa.queue.Settlement;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node sends of its batches, in which order, and what becomes of an answer. */
class DeliveryTest {

  private static final Duration TICK = Duration.ofMillis(100);

  private final DeliveryBench bench = new DeliveryBench();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(bench.unaccounted()).isZero();
  }

  @Test
  void batch_isSentAndSettledAndClosed() {
    bench.claim(DeliveryBench.batch(0, 3));

    bench.answerAll(204);

    assertThat(bench.settles.last().delivered().cardinality()).isEqualTo(3);
    assertThat(bench.settles.last().attempts()).isEqualTo(3);
    assertThat(bench.deliveries.holding()).isEqualTo(new Deliveries.Holding(0, 0, 0));
    assertThat(bench.permits.inFlight()).isZero();
    assertThat(bench.permits.unconfirmed()).isZero();
  }

  @Test
  void errorOfTheJvm_reachesTheLoop_whichEndsTheProcess() {
    bench.claim(DeliveryBench.batch(0, 1));

    assertThatThrownBy(() -> bench.answer(0, 598)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void permits_areTakenBeforeTargetsAreRead() {
    DeliveryBench small = new DeliveryBench(2);

    small.claim(DeliveryBench.batch(0, 5));
    assertThat(small.sender.flying())
        .containsExactly(DeliveryBench.address(0), DeliveryBench.address(1));

    small.answer(0, 204);
    assertThat(small.sender.flying())
        .containsExactly(DeliveryBench.address(1), DeliveryBench.address(2));
  }

  @Test
  void retryAfter_isSettledAndHonoured() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.answer(0, 429);
    bench.loop.advance(TICK);
    Retry retry = bench.settles.last().retries().getFirst();
    assertThat(retry.notBefore()).isEqualTo(FakeSettles.START.plusSeconds(3));
    assertThat(retry.attempts()).isZero();

    bench.loop.advance(Duration.ofMillis(2_899));
    assertThat(bench.sender.written).hasSize(1);

    bench.loop.advance(Duration.ofMillis(1));
    assertThat(bench.sender.written).hasSize(2);
  }

  @Test
  void claimedRetry_isNotSentBeforeItsTime() {
    var retry = new Retry(0, FakeSettles.START.plusSeconds(2), 1, 0);
    bench.claim(DeliveryBench.withRetries(DeliveryBench.batch(0, 2), retry));

    bench.loop.advance(Duration.ofMillis(1_999));
    assertThat(bench.sender.written).containsExactly(DeliveryBench.address(1));

    bench.loop.advance(Duration.ofMillis(1));
    assertThat(bench.sender.written)
        .containsExactly(DeliveryBench.address(1), DeliveryBench.address(0));
  }

  @Test
  void triesUsedUp_endAsFailedWithTheRecord() {
    var retry = new Retry(0, FakeSettles.START, 2, 0);
    bench.claim(DeliveryBench.withRetries(DeliveryBench.batch(0, 1), retry));
    bench.loop.advance(TICK);

    bench.answer(0, 503);

    Settlement.Ended ended = bench.settles.last().ended().getFirst();
    assertThat(ended.delivery().state()).isEqualTo(TargetState.FAILED);
    assertThat(ended.delivery().code()).isEqualTo(503);
    assertThat(ended.delivery().attempts()).isEqualTo(3);
  }

  @Test
  void lostAnswer_countsAsPossibleDuplicateAndIsRepeated() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.sender.lose(DeliveryBench.address(0));
    bench.loop.advance(Duration.ofSeconds(2));

    assertThat(bench.settles.last().possibleDuplicates()).isEqualTo(1);
    assertThat(bench.sender.written).hasSize(2);
  }

  @Test
  void answerThatIsNotUnderstood_countsAsLost() {
    bench.claim(DeliveryBench.batch(0, 1));

    bench.answer(0, 599);
    bench.loop.advance(Duration.ofSeconds(2));

    assertThat(bench.settles.last().possibleDuplicates()).isEqualTo(1);
    assertThat(bench.sender.written).hasSize(2);
    assertThat(bench.permits.inFlight()).isEqualTo(1);
  }

  @Test
  void sameEndpoint_isSentOneAtATimeInOrder() {
    bench.claim(DeliveryBench.batch(DeliveryBench.JOB, 0, 0, 1));
    bench.claim(DeliveryBench.batch(DeliveryBench.job(2), 1, 0, 1));
    assertThat(bench.sender.flying()).hasSize(1);

    bench.answer(0, 429);
    bench.loop.advance(Duration.ofSeconds(3));
    assertThat(bench.sender.written).hasSize(2);

    bench.answer(0, 204);
    assertThat(bench.sender.written).hasSize(3);
    assertThat(bench.settles.calls).anyMatch(s -> s.batch() == 0 && !s.delivered().isEmpty());
  }

  @Test
  void highPriority_goesFirstAndEveryTenthToTheOthers() {
    DeliveryBench small = new DeliveryBench(1);
    small.claim(DeliveryBench.batch(0, 20));
    small.claim(
        small.facts(DeliveryBench.job(2), Priority.HIGH, 100_000, true),
        DeliveryBench.batch(DeliveryBench.job(2), 1, 1_000, 30));

    for (int i = 0; i < 21; i++) {
      small.answerAll(204);
      small.loop.advance(Duration.ofMillis(20));
    }

    List<String> after = small.sender.written.subList(1, 21);
    assertThat(after).filteredOn(address -> address.startsWith("10")).hasSize(2);
  }

  @Test
  void careful_sendsOneByOneAndAnnouncesEachFirst() {
    bench.settles.holding = true;
    bench.claim(DeliveryBench.careful(DeliveryBench.batch(0, 2)));
    assertThat(bench.settles.last().intent().position()).isZero();
    assertThat(bench.sender.written).isEmpty();

    bench.settles.releaseAll();
    bench.loop.run();
    assertThat(bench.sender.written).containsExactly(DeliveryBench.address(0));

    bench.answer(0, 204);
    assertThat(bench.settles.last().intent().position()).isEqualTo(1);
    assertThat(bench.sender.written).hasSize(1);
    assertThat(bench.deliveries.mayBeCareful()).isFalse();
  }

  @Test
  void addressThatMustNotBeCalled_endsAsRejectedWithoutACall() {
    var elsewhere = new Target(0, "https://elsewhere.example/");
    var batch = DeliveryBench.batch(0, 1);
    bench.claim(
        new ClaimedBatch(
            batch.job(), 0, batch.claim(), List.of(elsewhere), new BitSet(), List.of(), false));

    assertThat(bench.sender.written).isEmpty();
    assertThat(bench.settles.last().ended().getFirst().delivery())
        .returns(TargetState.REJECTED, Delivery::state)
        .returns("not called: elsewhere", Delivery::reason);
    assertThat(bench.permits.inFlight()).isZero();
  }

  @Test
  void settledPositions_areNotSentAgain() {
    var batch = DeliveryBench.batch(0, 3);
    var settled = new BitSet();
    settled.set(1);
    bench.claim(
        new ClaimedBatch(
            batch.job(), 0, batch.claim(), batch.targets(), settled, List.of(), false));

    assertThat(bench.sender.written)
        .containsExactly(DeliveryBench.address(0), DeliveryBench.address(2));
  }
}
