package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.queue.Settlement.Then;
import java.time.Duration;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a node holds a batch, and how it lets go of it. */
class KeepingTest {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final DeliveryRig rig = new DeliveryRig();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(rig.unaccounted()).isZero();
  }

  @Test
  void allDueLate_isLetGoOfUntilThen() {
    rig.claim(DeliveryRig.batch(0, 2));

    rig.answer(0, 204);
    rig.answer(1, 430);

    assertThat(rig.settles.last().then()).isEqualTo(Then.WAIT);
    assertThat(rig.settles.last().retries()).hasSize(1);
    assertThat(rig.deliveries.holding().batches()).isZero();
  }

  @Test
  void endOfATryThatGetsLost_handsTheBatchBack() {
    rig.claim(DeliveryRig.batch(0, 2));

    rig.answer(0, 597);
    rig.answer(1, 204);
    rig.loop.advance(TICK);

    assertThat(rig.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(rig.settles.last().delivered()).isEqualTo(BitSet.valueOf(new long[] {0b10}));
    assertThat(rig.permits.inFlight()).isZero();
    assertThat(rig.deliveries.holding().batches()).isZero();
  }

  @Test
  void lostClaim_stopsSendingAndIgnoresLateAnswers() {
    DeliveryRig small = new DeliveryRig(1);
    small.claim(DeliveryRig.batch(0, 3));

    small.settles.stale = true;
    small.loop.advance(SECOND);
    int settles = small.settles.calls.size();
    small.answer(0, 204);
    small.loop.advance(SECOND);

    assertThat(small.sender.written).hasSize(1);
    assertThat(small.settles.calls).hasSize(settles);
    assertThat(small.permits.inFlight()).isZero();
    assertThat(small.permits.unconfirmed()).isZero();
    assertThat(small.unaccounted()).isZero();
  }

  @Test
  void cancelledJob_endsSendingAndHandsTheRestBack() {
    DeliveryRig small = new DeliveryRig(1);
    small.claim(DeliveryRig.batch(0, 3));

    small.settles.state = JobState.CANCELLED;
    small.loop.advance(SECOND);
    small.answer(0, 204);

    assertThat(small.sender.written).hasSize(1);
    assertThat(small.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(1);
  }

  @Test
  void leaving_waitsForWhatIsInFlightAndHandsTheRestBackWithItsRetries() {
    DeliveryRig small = new DeliveryRig(2);
    small.claim(DeliveryRig.batch(0, 4));
    small.answer(0, 429);

    var left = small.deliveries.leave().toCompletableFuture();
    small.loop.advance(SECOND);
    assertThat(left).isNotDone();

    small.answerAll(204);
    assertThat(left).isDone();
    assertThat(small.sender.written).hasSize(3);
    assertThat(small.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(2);
    assertThat(small.settles.calls)
        .anyMatch(s -> s.retries() != null && s.retries().getFirst().position() == 0);
  }

  @Test
  void deadline_expiresWhatIsNotInFlight() {
    DeliveryRig small = new DeliveryRig(1);
    small.claim(
        small.facts(DeliveryRig.JOB, Priority.NORMAL, 3, true, Duration.ofSeconds(2)),
        DeliveryRig.batch(0, 3));

    small.loop.advance(Duration.ofSeconds(3));
    assertThat(small.settles.records())
        .extracting(Delivery::state)
        .containsExactly(TargetState.EXPIRED, TargetState.EXPIRED);

    small.answer(0, 204);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(1);
  }

  @Test
  void idleNode_stealsUnlessItIsToldNotTo() {
    assertThat(new DeliveryRig(100, true).deliveries.maySteal()).isTrue();
    assertThat(new DeliveryRig(100, false).deliveries.maySteal()).isFalse();
  }
}
