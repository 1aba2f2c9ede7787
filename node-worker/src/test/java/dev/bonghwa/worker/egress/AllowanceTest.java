package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AllowanceTest {

  private final Allowance allowance = new Allowance();
  private long now = Long.MAX_VALUE - ms(200);

  @Test
  void requests_areDueOneAfterAnother() {
    allowance.add(now + ms(40), ms(20), 3);

    assertThat(sentWithin(39)).isZero();
    assertThat(sentWithin(21)).isEqualTo(1);
    assertThat(sentWithin(100)).isEqualTo(2);
    assertThat(allowance.holdsAny(now)).isFalse();
  }

  @Test
  void whatIsNotSentInItsTime_isLost() {
    allowance.add(now, ms(20), 10);

    now += ms(100);

    assertThat(allowance.holdsAny(now)).isTrue();
    assertThat(sentWithin(1)).isEqualTo(3);
    now += ms(1_000);
    assertThat(allowance.holdsAny(now)).isFalse();
    assertThat(allowance.nanosLeft(now)).isZero();
  }

  @Test
  void theNextGrant_followsTheLast() {
    allowance.add(now, ms(20), 2);
    allowance.add(now, ms(10), 2);

    assertThat(allowance.nanosLeft(now)).isEqualTo(ms(60));
    assertThat(sentWithin(40)).isEqualTo(2);
    assertThat(sentWithin(10)).isEqualTo(1);
  }

  @Test
  void whatWasGivenBack_canBeTakenAgain() {
    allowance.add(now, ms(20), 1);

    allowance.take();
    assertThat(allowance.holdsAny(now)).isFalse();
    allowance.giveBack();

    assertThat(sentWithin(20)).isEqualTo(1);
  }

  @Test
  void whatWasGivenBackLate_isLost() {
    allowance.add(now, ms(20), 2);
    allowance.take();
    allowance.take();

    now += ms(200);
    allowance.giveBack();
    allowance.giveBack();

    assertThat(allowance.holdsAny(now)).isFalse();
  }

  private int sentWithin(int millis) {
    int sent = 0;
    for (int i = 0; i < millis; i++) {
      while (allowance.holdsAny(now) && allowance.nanosUntilNext(now) == 0) {
        allowance.take();
        sent++;
      }
      now += ms(1);
    }
    return sent;
  }

  private static long ms(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
