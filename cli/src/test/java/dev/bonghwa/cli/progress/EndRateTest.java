package dev.bonghwa.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndRateTest {

  private final EndRate pace = new EndRate();

  @Test
  void oneMoment_isNoPace() {
    seen(0, 100);

    assertThat(pace.perSecond()).isZero();
    assertThat(pace.secondsFor(10)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void pace_isMeasuredOverTheLastSecondsOnly() {
    seen(0, 0);
    seen(10, 1_000);
    seen(12, 3_000);

    assertThat(pace.perSecond()).isEqualTo(1_000);
    assertThat(pace.secondsFor(1_500)).isEqualTo(OptionalLong.of(2));
  }

  @Test
  void firstSends_areNotEnoughToGoBy() {
    seen(0, 0);
    seen(60, 0);
    seen(61, 1);
    assertThat(pace.isSettled()).isFalse();

    seen(62, 40);
    assertThat(pace.isSettled()).isTrue();
  }

  private void seen(long second, long ended) {
    pace.seen(TimeUnit.SECONDS.toNanos(second), ended);
  }
}
