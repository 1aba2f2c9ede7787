package dev.bonghwa.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitsTest {

  private static final int MAX = 10;

  private long now;
  private final RateMeter rate = new RateMeter(() -> now);
  private final Permits permits = new Permits(MAX, rate, new StoreLink(() -> true, () -> now));

  @Test
  void unconfirmed_staysWithin100MillisecondsAndTwoRoundTripsOfTheHighestRateOf10Seconds() {
    sendOneEachMillisecond(Duration.ofSeconds(1));

    now += Duration.ofSeconds(9).toNanos();

    assertThat(sendUntilBound()).isEqualTo(MAX + 100 + 2);
  }

  @Test
  void unconfirmed_ofANodeThatHasNotSentLately_staysWithinItsPermits() {
    sendOneEachMillisecond(Duration.ofSeconds(1));

    now += Duration.ofSeconds(11).toNanos();

    assertThat(sendUntilBound()).isEqualTo(MAX);
  }

  private long sendUntilBound() {
    while (permits.available()) {
      permits.take();
      permits.answered(0);
    }
    return permits.unconfirmed();
  }

  private void sendOneEachMillisecond(Duration time) {
    for (long ms = 0; ms < time.toMillis(); ms++) {
      permits.take();
      permits.answered(0);
      permits.confirmed(1);
      now += Duration.ofMillis(1).toNanos();
    }
  }
}
