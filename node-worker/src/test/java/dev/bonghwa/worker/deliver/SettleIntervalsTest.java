package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.queue.Settlement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a delivery settles, and what its settles carry. */
class SettleIntervalsTest {

  private static final Duration TICK = Duration.ofMillis(100);

  private final DeliveryRig rig = new DeliveryRig();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(rig.unaccounted()).isZero();
  }

  @Test
  void batchThatEndsBeforeOthersOfItsJob_isSettledAtTheNextBeat_theLastAtOnce() {
    rig.claim(DeliveryRig.batch(0, 1), DeliveryRig.batch(1, 1), DeliveryRig.batch(2, 1));

    rig.answer(0, 204);
    assertThat(rig.settles.calls).isEmpty();
    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).extracting(Settlement::batch).containsExactly(0);

    rig.answer(1_000, 204);
    rig.answer(2_000, 204);
    assertThat(rig.settles.calls).extracting(Settlement::batch).containsExactly(0, 1, 2);
    assertThat(rig.deliveries.holding().batches()).isZero();
  }

  @Test
  void news_isSettledAtTheNextBeatAndSilenceEvery800ms() {
    rig.claim(DeliveryRig.batch(0, 2));

    rig.answer(0, 204);
    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).hasSize(1);

    rig.loop.advance(Duration.ofMillis(700));
    assertThat(rig.settles.calls).hasSize(1);

    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).hasSize(2);
    assertThat(rig.settles.last().renew()).isTrue();
  }

  @Test
  void fewAnswers_areSettledEvery200ms_moreEvery100() {
    rig.claim(DeliveryRig.batch(0, 60));

    answer(0, 1);
    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).hasSize(1);

    answer(1, 10);
    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).hasSize(1);
    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).hasSize(2);

    answer(11, 11);
    rig.loop.advance(TICK);
    assertThat(rig.settles.calls).hasSize(3);
  }

  @Test
  void lease_isRenewedByTheBeatThatComes400msAfterTheLastRenewal() {
    rig.claim(DeliveryRig.batch(0, 100));

    for (int i = 0; i < 9; i++) {
      answer(11 * i, 11);
      rig.loop.advance(TICK);
    }

    assertThat(rig.settles.calls)
        .extracting(Settlement::renew)
        .containsExactly(false, false, false, true, false, false, false, true, false);
  }

  @Test
  void moreEndsThanOneSettleCarries_takeSeveral() {
    DeliveryRig wide = new DeliveryRig(300);
    wide.claim(DeliveryRig.batch(0, 300));

    wide.answerAll(403);
    wide.loop.advance(TICK);

    assertThat(wide.settles.calls).extracting(s -> s.ended().size()).containsExactly(256, 44);
    assertThat(wide.deliveries.holding().batches()).isZero();
  }

  @Test
  void otherCount_isAnsweredByTellingAllAgain() {
    rig.claim(DeliveryRig.batch(0, 3));
    rig.answer(0, 403);
    rig.settles.forgetful = true;
    rig.loop.advance(TICK);

    rig.loop.advance(TICK.multipliedBy(2));

    assertThat(rig.settles.last().ended()).hasSize(1);
    assertThat(rig.settles.calls).hasSize(2);
  }

  private void answer(int from, int count) {
    IntStream.range(from, from + count).forEach(i -> rig.answer(i, 204));
  }
}
