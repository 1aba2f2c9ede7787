package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.queue.ClaimedBatch;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many batches a node asks for. */
class AppetiteTest {

  private final DeliveryRig rig = new DeliveryRig(10);

  @Test
  void aNodeThatHasNothingLeft_wantsFourTimesItsLastClaim_andNoMoreThanItSendsWhenItHas() {
    rig.claim(DeliveryRig.batch(1, 100));
    assertThat(rig.deliveries.room()).isZero();

    answerAllTargets();
    assertThat(rig.deliveries.room()).isEqualTo(4);

    rig.claim(DeliveryRig.batch(2, 100), DeliveryRig.batch(3, 100));
    assertThat(rig.deliveries.room()).isZero();
  }

  @Test
  void aNodeThatWasFastSecondsAgo_wantsWhatItCouldSendSoFastUntilMoreIsThere() {
    rig.claim(
        IntStream.rangeClosed(1, 100)
            .mapToObj(number -> DeliveryRig.batch(number, 10))
            .toArray(ClaimedBatch[]::new));
    answerAllTargets();
    rig.claim(DeliveryRig.batch(101, 10));
    answerAllTargets();
    rig.loop.advance(Duration.ofSeconds(5));

    double ahead = rig.permits.highestPerSecond() * 0.3;

    assertThat(ahead).isGreaterThan(4 * 10);
    assertThat(rig.deliveries.room()).isBetween((int) ahead / 10, (int) ahead / 10 + 2);
  }

  /** A receiver that takes its time makes ten permits worth ten requests a second. */
  @Test
  void aNodeWhoseReceiverIsSlowNow_wantsNoMoreThanItsPermitsCanSend() {
    rig.claim(DeliveryRig.batch(1, 1_000));
    answerAllTargets();
    rig.claim(DeliveryRig.batch(2, 100));
    while (rig.deliveries.holding().open() > 0) {
      rig.loop.advance(Duration.ofSeconds(1));
      rig.answerAll(204);
    }

    rig.claim(DeliveryRig.batch(3, 5));
    rig.answerAll(204);

    assertThat(rig.deliveries.room()).isLessThanOrEqualTo(4);
  }

  private void answerAllTargets() {
    while (rig.deliveries.holding().open() > 0) {
      rig.answerAll(204);
      rig.loop.advance(Duration.ofMillis(20));
    }
  }

  /** 5,000 addresses of 2,048 characters are 10 MB, of 12 that a heap of 48 MB has for targets. */
  @Test
  void batchesThatAreLargeForTheHeap_areHeldByTwos() {
    var hungry = new DeliveryRig(10_000);
    hungry.claim(DeliveryRig.longBatch(1, 5_000, 2_048));
    assertThat(hungry.deliveries.room()).isEqualTo(1);

    hungry.claim(DeliveryRig.longBatch(2, 5_000, 2_048));
    assertThat(hungry.deliveries.room()).isZero();
  }

  /** Its last batch is smaller than the others, and so is an urgent job's. */
  @Test
  void aSmallBatch_doesNotMakeLargeOnesLookSmall() {
    var hungry = new DeliveryRig(10_000);
    hungry.claim(DeliveryRig.longBatch(1, 2_000, 2_048));
    hungry.claim(DeliveryRig.longBatch(2, 1, 2_048));

    assertThat(hungry.deliveries.room()).isLessThanOrEqualTo(2);
  }
}
