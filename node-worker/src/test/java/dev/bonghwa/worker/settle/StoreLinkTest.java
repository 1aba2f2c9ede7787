package dev.bonghwa.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreLinkTest {

  private long now;
  private final StoreLink link = new StoreLink(() -> true, () -> now);

  @Test
  void roundTrip_onAnEvenLink_isItsMean() {
    answer(300, 300);

    assertThat(link.roundTrip()).isBetween(Duration.ofMillis(290), Duration.ofMillis(310));
  }

  @Test
  void roundTrip_onAnUnevenLink_coversTheSlowAnswersToo() {
    answer(100, 500);

    assertThat(link.roundTrip()).isBetween(Duration.ofMillis(450), Duration.ofMillis(550));
  }

  @Test
  void confirmed_letsARequestReachTheSocketNearlyToTheEndOfTheLease() {
    long asked = now;
    now += Duration.ofSeconds(1).toNanos();

    assertThat(link.sendUntil(asked)).isEqualTo(asked + Duration.ofMillis(5_500).toNanos());

    now += Duration.ofSeconds(3).toNanos();
    assertThat(link.sendUntil(asked)).isLessThanOrEqualTo(now);
  }

  /** A hundred answers after each of these, in turn. */
  private void answer(int millis, int otherMillis) {
    for (int i = 0; i < 200; i++) {
      long asked = now;
      now += Duration.ofMillis(i % 2 == 0 ? millis : otherMillis).toNanos();
      link.answered(asked);
    }
  }
}
