package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.queue.ClaimedBatch;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many batches a node asks for. */
class AppetiteTest {

  private final DeliveryBench bench = new DeliveryBench(10);

  @Test
  void aNodeThatHasNothingLeft_wantsFourTimesItsLastClaim_andNoMoreThanItSendsWhenItHas() {
    bench.claim(DeliveryBench.batch(1, 100));
    assertThat(bench.deliveries.room()).isZero();

    answerAllTargets();
    assertThat(bench.deliveries.room()).isEqualTo(4);

    bench.claim(DeliveryBench.batch(2, 100), DeliveryBench.batch(3, 100));
    assertThat(bench.deliveries.room()).isZero();
  }

  @Test
  void aNodeThatWasFastSecondsAgo_wantsWhatItCouldSendSoFastUntilMoreIsThere() {
    bench.claim(
        IntStream.rangeClosed(1, 100)
            .mapToObj(number -> DeliveryBench.batch(number, 10))
            .toArray(ClaimedBatch[]::new));
    answerAllTargets();
    bench.claim(DeliveryBench.batch(101, 10));
    answerAllTargets();
    bench.loop.advance(Duration.ofSeconds(5));

    double ahead = bench.permits.highestPerSecond() * 0.3;

    assertThat(ahead).isGreaterThan(4 * 10);
    assertThat(bench.deliveries.room()).isBetween((int) ahead / 10, (int) ahead / 10 + 2);
  }

  /** A receiver that takes its time makes ten permits worth ten requests a second. */
  @Test
  void aNodeWhoseReceiverIsSlowNow_wantsNoMoreThanItsPermitsCanSend() {
    bench.claim(DeliveryBench.batch(1, 1_000));
    answerAllTargets();
    bench.claim(DeliveryBench.batch(2, 100));
    while (bench.deliveries.holding().open() > 0) {
      bench.loop.advance(Duration.ofSeconds(1));
      bench.answerAll(204);
    }

    bench.claim(DeliveryBench.batch(3, 5));
    bench.answerAll(204);

    assertThat(bench.deliveries.room()).isLessThanOrEqualTo(4);
  }

  private void answerAllTargets() {
    while (bench.deliveries.holding().open() > 0) {
      bench.answerAll(204);
      bench.loop.advance(Duration.ofMillis(20));
    }
  }

  /** 5,000 addresses of 2,048 characters are 10 MB, of 12 that a heap of 48 MB has for targets. */
  @Test
  void batchesThatAreLargeForTheHeap_areHeldByTwos() {
    var hungry = new DeliveryBench(10_000);
    hungry.claim(DeliveryBench.longBatch(1, 5_000, 2_048));
    assertThat(hungry.deliveries.room()).isEqualTo(1);

    hungry.claim(DeliveryBench.longBatch(2, 5_000, 2_048));
    assertThat(hungry.deliveries.room()).isZero();
  }

  /** Its last batch is smaller than the others, and so is an urgent job's. */
  @Test
  void aSmallBatch_doesNotMakeLargeOnesLookSmall() {
    var hungry = new DeliveryBench(10_000);
    hungry.claim(DeliveryBench.longBatch(1, 2_000, 2_048));
    hungry.claim(DeliveryBench.longBatch(2, 1, 2_048));

    assertThat(hungry.deliveries.room()).isLessThanOrEqualTo(2);
  }
}
