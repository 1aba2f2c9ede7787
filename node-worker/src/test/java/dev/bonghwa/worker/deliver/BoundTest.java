package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How little a crash can repeat: what was in flight, and what the promised bound allows. */
class BoundTest {

  private static final Duration TICK = Duration.ofMillis(100);

  private final DeliveryRig rig = new DeliveryRig(10);

  @Test
  void unconfirmedAnswers_takePermitsUntilASettleIsConfirmed() {
    rig.settles.holding = true;
    rig.claim(DeliveryRig.batch(0, 100));

    rig.answerAll(204);
    rig.loop.advance(TICK);
    assertThat(rig.sender.written).hasSize(10);

    rig.settles.releaseAll();
    rig.loop.run();
    assertThat(rig.sender.written.size()).isGreaterThan(10);
  }

  @Test
  void slowConfirmation_bringsTheNextSettleAtOnce() {
    rig.claim(DeliveryRig.batch(0, 100));
    rig.settles.holding = true;
    rig.answer(0, 204);
    rig.loop.advance(TICK);
    rig.loop.advance(Duration.ofMillis(150));
    rig.answer(1, 204);

    rig.settles.releaseAll();
    rig.loop.run();

    assertThat(rig.settles.calls).hasSize(2);
  }

  /** Nothing is in flight then, so nobody comes back to ask. */
  @Test
  void whenAllIsAnsweredSoonAfterASettle_theNextOneDoesNotWaitForTheBeat() {
    rig.claim(DeliveryRig.batch(0, 100));
    rig.loop.advance(TICK);

    rig.loop.advance(Duration.ofMillis(5));
    rig.answerAll(204);
    assertThat(rig.sender.written).hasSize(10);

    rig.loop.advance(Duration.ofMillis(15));
    assertThat(rig.sender.written.size()).isGreaterThan(10);
  }

  @Test
  void fourSecondsWithoutConfirmation_endSending() {
    rig.claim(DeliveryRig.batch(0, 100));
    rig.settles.holding = true;

    rig.loop.advance(Duration.ofSeconds(4));
    rig.answer(0, 204);

    assertThat(rig.sender.written).hasSize(10);
  }

  @Test
  void sleepingProcess_sendsNothingWhenItWakes() {
    rig.claim(DeliveryRig.batch(0, 100));
    rig.settles.holding = true;

    rig.loop.freeze(Duration.ofSeconds(30));
    rig.answer(0, 204);

    assertThat(rig.sender.written).hasSize(10);
  }

  @Test
  void brokenConnection_endsSendingUntilASettleIsConfirmed() {
    rig.claim(DeliveryRig.batch(0, 100));
    rig.connected = false;
    rig.loop.advance(TICK);
    rig.answer(0, 204);
    assertThat(rig.sender.written).hasSize(10);

    rig.connected = true;
    rig.settles.holding = true;
    rig.loop.advance(Duration.ofSeconds(1));
    assertThat(rig.sender.written).hasSize(10);

    rig.settles.releaseAll();
    rig.loop.run();
    assertThat(rig.sender.written).hasSize(11);
  }

  @Test
  void failedSettle_isRepeatedWordForWord() {
    rig.claim(DeliveryRig.batch(0, 100));
    rig.settles.down = true;
    rig.answer(0, 204);
    rig.loop.advance(TICK);

    rig.settles.down = false;
    rig.answer(1, 204);
    rig.loop.advance(Duration.ofMillis(400));

    var calls = rig.settles.calls;
    assertThat(calls.get(1)).isEqualTo(calls.get(0));
    assertThat(calls.getLast().seq()).isEqualTo(2);
    assertThat(calls.getLast().delivered().cardinality()).isEqualTo(2);
    assertThat(rig.sender.written.size()).isGreaterThan(10);
  }

  @Test
  void hangingRequest_renewsNothing() {
    rig.claim(DeliveryRig.batch(0, 10));

    rig.loop.advance(Duration.ofSeconds(17));

    assertThat(rig.settles.last().renew()).isFalse();
  }
}
