package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How little a crash can repeat: what was in flight, and what the promised bound allows. */
class BoundTest {

  private static final Duration TICK = Duration.ofMillis(100);

  private final DeliveryBench bench = new DeliveryBench(10);

  @Test
  void unconfirmedAnswers_takePermitsUntilASettleIsConfirmed() {
    bench.settles.holding = true;
    bench.claim(DeliveryBench.batch(0, 100));

    bench.answerAll(204);
    bench.loop.advance(TICK);
    assertThat(bench.sender.written).hasSize(10);

    bench.settles.releaseAll();
    bench.loop.run();
    assertThat(bench.sender.written.size()).isGreaterThan(10);
  }

  @Test
  void slowConfirmation_bringsTheNextSettleAtOnce() {
    bench.claim(DeliveryBench.batch(0, 100));
    bench.settles.holding = true;
    bench.answer(0, 204);
    bench.loop.advance(TICK);
    bench.loop.advance(Duration.ofMillis(150));
    bench.answer(1, 204);

    bench.settles.releaseAll();
    bench.loop.run();

    assertThat(bench.settles.calls).hasSize(2);
  }

  /** Nothing is in flight then, so nobody comes back to ask. */
  @Test
  void whenAllIsAnsweredSoonAfterASettle_theNextOneDoesNotWaitForTheBeat() {
    bench.claim(DeliveryBench.batch(0, 100));
    bench.loop.advance(TICK);

    bench.loop.advance(Duration.ofMillis(5));
    bench.answerAll(204);
    assertThat(bench.sender.written).hasSize(10);

    bench.loop.advance(Duration.ofMillis(15));
    assertThat(bench.sender.written.size()).isGreaterThan(10);
  }

  @Test
  void fourSecondsWithoutConfirmation_endSending() {
    bench.claim(DeliveryBench.batch(0, 100));
    bench.settles.holding = true;

    bench.loop.advance(Duration.ofSeconds(4));
    bench.answer(0, 204);

    assertThat(bench.sender.written).hasSize(10);
  }

  @Test
  void sleepingProcess_sendsNothingWhenItWakes() {
    bench.claim(DeliveryBench.batch(0, 100));
    bench.settles.holding = true;

    bench.loop.freeze(Duration.ofSeconds(30));
    bench.answer(0, 204);

    assertThat(bench.sender.written).hasSize(10);
  }

  @Test
  void brokenConnection_endsSendingUntilASettleIsConfirmed() {
    bench.claim(DeliveryBench.batch(0, 100));
    bench.connected = false;
    bench.loop.advance(TICK);
    bench.answer(0, 204);
    assertThat(bench.sender.written).hasSize(10);

    bench.connected = true;
    bench.settles.holding = true;
    bench.loop.advance(Duration.ofSeconds(1));
    assertThat(bench.sender.written).hasSize(10);

    bench.settles.releaseAll();
    bench.loop.run();
    assertThat(bench.sender.written).hasSize(11);
  }

  @Test
  void failedSettle_isRepeatedWordForWord() {
    bench.claim(DeliveryBench.batch(0, 100));
    bench.settles.down = true;
    bench.answer(0, 204);
    bench.loop.advance(TICK);

    bench.settles.down = false;
    bench.answer(1, 204);
    bench.loop.advance(Duration.ofMillis(400));

    var calls = bench.settles.calls;
    assertThat(calls.get(1)).isEqualTo(calls.get(0));
    assertThat(calls.getLast().seq()).isEqualTo(2);
    assertThat(calls.getLast().delivered().cardinality()).isEqualTo(2);
    assertThat(bench.sender.written.size()).isGreaterThan(10);
  }

  @Test
  void hangingRequest_renewsNothing() {
    bench.claim(DeliveryBench.batch(0, 10));

    bench.loop.advance(Duration.ofSeconds(17));

    assertThat(bench.settles.last().renew()).isFalse();
  }
}
