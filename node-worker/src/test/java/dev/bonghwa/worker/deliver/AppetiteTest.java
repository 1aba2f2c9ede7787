package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many batches a node asks for. */
class AppetiteTest {

  private final DeliveryBench bench = new DeliveryBench(10);

  @Test
  void aNodeThatHasNothingLeft_wantsFourTimesItsLastClaim_andNoMoreThanItSendsWhenItHas() {
    bench.claim(DeliveryBench.batch(1, 100));
    assertThat(bench.deliveries.room()).isZero();

    while (bench.deliveries.holding().open() > 0) {
      bench.answerAll(204);
      bench.loop.advance(Duration.ofMillis(100));
    }
    assertThat(bench.deliveries.room()).isEqualTo(4);

    bench.claim(DeliveryBench.batch(2, 100), DeliveryBench.batch(3, 100));
    assertThat(bench.deliveries.room()).isZero();
  }
}
