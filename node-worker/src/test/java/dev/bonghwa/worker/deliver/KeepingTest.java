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

  private final DeliveryBench bench = new DeliveryBench();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(bench.unaccounted()).isZero();
  }

  @Test
  void allDueLate_isLetGoOfUntilThen() {
    bench.claim(DeliveryBench.batch(0, 2));

    bench.answer(0, 204);
    bench.answer(1, 430);

    assertThat(bench.settles.last().then()).isEqualTo(Then.WAIT);
    assertThat(bench.settles.last().retries()).hasSize(1);
    assertThat(bench.deliveries.holding().batches()).isZero();
  }

  @Test
  void endOfATryThatGetsLost_handsTheBatchBack() {
    bench.claim(DeliveryBench.batch(0, 2));

    bench.answer(0, 597);
    bench.answer(1, 204);
    bench.loop.advance(TICK);

    assertThat(bench.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(bench.settles.last().delivered()).isEqualTo(BitSet.valueOf(new long[] {0b10}));
    assertThat(bench.permits.inFlight()).isZero();
    assertThat(bench.deliveries.holding().batches()).isZero();
  }

  @Test
  void lostClaim_stopsSendingAndIgnoresLateAnswers() {
    DeliveryBench small = new DeliveryBench(1);
    small.claim(DeliveryBench.batch(0, 3));

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
    DeliveryBench small = new DeliveryBench(1);
    small.claim(DeliveryBench.batch(0, 3));

    small.settles.state = JobState.CANCELLED;
    small.loop.advance(SECOND);
    small.answer(0, 204);

    assertThat(small.sender.written).hasSize(1);
    assertThat(small.settles.last().then()).isEqualTo(Then.QUEUE);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(1);
  }

  @Test
  void leaving_waitsForWhatIsInFlightAndHandsTheRestBackWithItsRetries() {
    DeliveryBench small = new DeliveryBench(2);
    small.claim(DeliveryBench.batch(0, 4));
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
    DeliveryBench small = new DeliveryBench(1);
    small.claim(
        small.facts(DeliveryBench.JOB, Priority.NORMAL, 3, true, Duration.ofSeconds(2)),
        DeliveryBench.batch(0, 3));

    small.loop.advance(Duration.ofSeconds(3));
    assertThat(small.settles.records())
        .extracting(Delivery::state)
        .containsExactly(TargetState.EXPIRED, TargetState.EXPIRED);

    small.answer(0, 204);
    assertThat(small.settles.last().delivered().cardinality()).isEqualTo(1);
  }

  @Test
  void idleNode_stealsUnlessItIsToldNotTo() {
    assertThat(new DeliveryBench(100, true).deliveries.maySteal()).isTrue();
    assertThat(new DeliveryBench(100, false).deliveries.maySteal()).isFalse();
  }
}
