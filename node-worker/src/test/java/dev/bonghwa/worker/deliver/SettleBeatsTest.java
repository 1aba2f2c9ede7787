package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.queue.Settlement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a delivery settles, and what its settles carry. */
class SettleBeatsTest {

  private static final Duration TICK = Duration.ofMillis(100);

  private final DeliveryBench bench = new DeliveryBench();

  @AfterEach
  void everyTargetIsAccountedFor() {
    assertThat(bench.unaccounted()).isZero();
  }

  @Test
  void batchThatEndsBeforeOthersOfItsJob_isSettledAtTheNextBeat_theLastAtOnce() {
    bench.claim(DeliveryBench.batch(0, 1), DeliveryBench.batch(1, 1), DeliveryBench.batch(2, 1));

    bench.answer(0, 204);
    assertThat(bench.settles.calls).isEmpty();
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).extracting(Settlement::batch).containsExactly(0);

    bench.answer(1_000, 204);
    bench.answer(2_000, 204);
    assertThat(bench.settles.calls).extracting(Settlement::batch).containsExactly(0, 1, 2);
    assertThat(bench.deliveries.holding().batches()).isZero();
  }

  @Test
  void news_isSettledAtTheNextBeatAndSilenceEvery800ms() {
    bench.claim(DeliveryBench.batch(0, 2));

    bench.answer(0, 204);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(1);

    bench.loop.advance(Duration.ofMillis(700));
    assertThat(bench.settles.calls).hasSize(1);

    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(2);
    assertThat(bench.settles.last().renew()).isTrue();
  }

  @Test
  void fewAnswers_areSettledEvery200ms_moreEvery100() {
    bench.claim(DeliveryBench.batch(0, 60));

    answer(0, 1);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(1);

    answer(1, 10);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(1);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(2);

    answer(11, 11);
    bench.loop.advance(TICK);
    assertThat(bench.settles.calls).hasSize(3);
  }

  @Test
  void lease_isRenewedByTheBeatThatComes400msAfterTheLastRenewal() {
    bench.claim(DeliveryBench.batch(0, 100));

    for (int i = 0; i < 9; i++) {
      answer(11 * i, 11);
      bench.loop.advance(TICK);
    }

    assertThat(bench.settles.calls)
        .extracting(Settlement::renew)
        .containsExactly(false, false, false, true, false, false, false, true, false);
  }

  @Test
  void moreEndsThanOneSettleCarries_takeSeveral() {
    DeliveryBench wide = new DeliveryBench(300);
    wide.claim(DeliveryBench.batch(0, 300));

    wide.answerAll(403);
    wide.loop.advance(TICK);

    assertThat(wide.settles.calls).extracting(s -> s.ended().size()).containsExactly(256, 44);
    assertThat(wide.deliveries.holding().batches()).isZero();
  }

  @Test
  void otherCount_isAnsweredByTellingAllAgain() {
    bench.claim(DeliveryBench.batch(0, 3));
    bench.answer(0, 403);
    bench.settles.forgetful = true;
    bench.loop.advance(TICK);

    bench.loop.advance(TICK.multipliedBy(2));

    assertThat(bench.settles.last().ended()).hasSize(1);
    assertThat(bench.settles.calls).hasSize(2);
  }

  private void answer(int from, int count) {
    IntStream.range(from, from + count).forEach(i -> bench.answer(i, 204));
  }
}
