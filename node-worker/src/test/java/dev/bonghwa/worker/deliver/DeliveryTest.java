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

  private final DeliveryRig rig = new DeliveryRig();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(rig.unaccounted()).isZero();
  }

  @Test
  void batch_isSentAndSettledAndClosed() {
    rig.claim(DeliveryRig.batch(0, 3));

    rig.answerAll(204);

    assertThat(rig.settles.last().delivered().cardinality()).isEqualTo(3);
    assertThat(rig.settles.last().attempts()).isEqualTo(3);
    assertThat(rig.deliveries.holding()).isEqualTo(new Deliveries.Holding(0, 0, 0));
    assertThat(rig.permits.inFlight()).isZero();
    assertThat(rig.permits.unconfirmed()).isZero();
  }

  @Test
  void errorOfTheJvm_reachesTheLoop_whichEndsTheProcess() {
    rig.claim(DeliveryRig.batch(0, 1));

    assertThatThrownBy(() -> rig.answer(0, 598)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void permits_areTakenBeforeTargetsAreRead() {
    DeliveryRig small = new DeliveryRig(2);

    small.claim(DeliveryRig.batch(0, 5));
    assertThat(small.sender.flying())
        .containsExactly(DeliveryRig.address(0), DeliveryRig.address(1));

    small.answer(0, 204);
    assertThat(small.sender.flying())
        .containsExactly(DeliveryRig.address(1), DeliveryRig.address(2));
  }

  @Test
  void retryAfter_isSettledAndHonoured() {
    rig.claim(DeliveryRig.batch(0, 1));

    rig.answer(0, 429);
    rig.loop.advance(TICK);
    Retry retry = rig.settles.last().retries().getFirst();
    assertThat(retry.notBefore()).isEqualTo(FakeSettles.START.plusSeconds(3));
    assertThat(retry.attempts()).isZero();

    rig.loop.advance(Duration.ofMillis(2_899));
    assertThat(rig.sender.written).hasSize(1);

    rig.loop.advance(Duration.ofMillis(1));
    assertThat(rig.sender.written).hasSize(2);
  }

  @Test
  void claimedRetry_isNotSentBeforeItsTime() {
    var retry = new Retry(0, FakeSettles.START.plusSeconds(2), 1, 0);
    rig.claim(DeliveryRig.withRetries(DeliveryRig.batch(0, 2), retry));

    rig.loop.advance(Duration.ofMillis(1_999));
    assertThat(rig.sender.written).containsExactly(DeliveryRig.address(1));

    rig.loop.advance(Duration.ofMillis(1));
    assertThat(rig.sender.written).containsExactly(DeliveryRig.address(1), DeliveryRig.address(0));
  }

  @Test
  void triesUsedUp_endAsFailedWithTheRecord() {
    var retry = new Retry(0, FakeSettles.START, 2, 0);
    rig.claim(DeliveryRig.withRetries(DeliveryRig.batch(0, 1), retry));
    rig.loop.advance(TICK);

    rig.answer(0, 503);

    Settlement.Ended ended = rig.settles.last().ended().getFirst();
    assertThat(ended.delivery().state()).isEqualTo(TargetState.FAILED);
    assertThat(ended.delivery().code()).isEqualTo(503);
    assertThat(ended.delivery().attempts()).isEqualTo(3);
  }

  @Test
  void lostAnswer_countsAsPossibleDuplicateAndIsRepeated() {
    rig.claim(DeliveryRig.batch(0, 1));

    rig.sender.lose(DeliveryRig.address(0));
    rig.loop.advance(Duration.ofSeconds(2));

    assertThat(rig.settles.last().possibleDuplicates()).isEqualTo(1);
    assertThat(rig.sender.written).hasSize(2);
  }

  @Test
  void answerThatIsNotUnderstood_countsAsLost() {
    rig.claim(DeliveryRig.batch(0, 1));

    rig.answer(0, 599);
    rig.loop.advance(Duration.ofSeconds(2));

    assertThat(rig.settles.last().possibleDuplicates()).isEqualTo(1);
    assertThat(rig.sender.written).hasSize(2);
    assertThat(rig.permits.inFlight()).isEqualTo(1);
  }

  @Test
  void sameEndpoint_isSentOneAtATimeInOrder() {
    rig.claim(DeliveryRig.batch(DeliveryRig.JOB, 0, 0, 1));
    rig.claim(DeliveryRig.batch(DeliveryRig.job(2), 1, 0, 1));
    assertThat(rig.sender.flying()).hasSize(1);

    rig.answer(0, 429);
    rig.loop.advance(Duration.ofSeconds(3));
    assertThat(rig.sender.written).hasSize(2);

    rig.answer(0, 204);
    assertThat(rig.sender.written).hasSize(3);
    assertThat(rig.settles.calls).anyMatch(s -> s.batch() == 0 && !s.delivered().isEmpty());
  }

  @Test
  void highPriority_goesFirstAndEveryTenthToTheOthers() {
    DeliveryRig small = new DeliveryRig(1);
    small.claim(DeliveryRig.batch(0, 20));
    small.claim(
        small.facts(DeliveryRig.job(2), Priority.HIGH, 100_000, true),
        DeliveryRig.batch(DeliveryRig.job(2), 1, 1_000, 30));

    for (int i = 0; i < 21; i++) {
      small.answerAll(204);
      small.loop.advance(Duration.ofMillis(20));
    }

    List<String> after = small.sender.written.subList(1, 21);
    assertThat(after).filteredOn(address -> address.startsWith("10")).hasSize(2);
  }

  @Test
  void careful_sendsOneByOneAndAnnouncesEachFirst() {
    rig.settles.holding = true;
    rig.claim(DeliveryRig.careful(DeliveryRig.batch(0, 2)));
    assertThat(rig.settles.last().intent().position()).isZero();
    assertThat(rig.sender.written).isEmpty();

    rig.settles.releaseAll();
    rig.loop.run();
    assertThat(rig.sender.written).containsExactly(DeliveryRig.address(0));

    rig.answer(0, 204);
    assertThat(rig.settles.last().intent().position()).isEqualTo(1);
    assertThat(rig.sender.written).hasSize(1);
    assertThat(rig.deliveries.mayBeCareful()).isFalse();
  }

  @Test
  void addressThatMustNotBeCalled_endsAsRejectedWithoutACall() {
    var elsewhere = new Target(0, "https://elsewhere.example/");
    var batch = DeliveryRig.batch(0, 1);
    rig.claim(
        new ClaimedBatch(
            batch.job(), 0, batch.claim(), List.of(elsewhere), new BitSet(), List.of(), false));

    assertThat(rig.sender.written).isEmpty();
    assertThat(rig.settles.last().ended().getFirst().delivery())
        .returns(TargetState.REJECTED, Delivery::state)
        .returns("not called: elsewhere", Delivery::reason);
    assertThat(rig.permits.inFlight()).isZero();
  }

  @Test
  void settledPositions_areNotSentAgain() {
    var batch = DeliveryRig.batch(0, 3);
    var settled = new BitSet();
    settled.set(1);
    rig.claim(
        new ClaimedBatch(
            batch.job(), 0, batch.claim(), batch.targets(), settled, List.of(), false));

    assertThat(rig.sender.written).containsExactly(DeliveryRig.address(0), DeliveryRig.address(2));
  }
}
