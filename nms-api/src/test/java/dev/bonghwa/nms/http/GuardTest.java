package dev.bonghwa.nms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final String ADDRESS = "192.0.2.1";
  private long now;
  private final Guard guard = new Guard(() -> now);

  @Test
  void tooManyWrongKeys_areSlowedDownUntilTheMinuteIsOver() {
    refuse(Guard.MOST_REFUSALS);
    now += Duration.ofSeconds(20).toNanos();

    assertThatThrownBy(() -> guard.enter(ADDRESS, false))
        .asInstanceOf(type(Problem.class))
        .satisfies(problem -> assertThat(problem.status()).isEqualTo(429))
        .satisfies(problem -> assertThat(problem.retryAfter()).isBetween(seconds(40), seconds(41)));
    now += Duration.ofSeconds(40).toNanos();
    refuse(1);
  }

  @Test
  void aRightKey_alwaysPasses() {
    refuse(Guard.MOST_REFUSALS);

    assertThatCode(() -> guard.enter(ADDRESS, true)).doesNotThrowAnyException();
  }

  @Test
  void addresses_areToldApartByWhatOneClientHas() {
    assertThat(ClientAddress.of("2001:db8::1")).isEqualTo(ClientAddress.of("2001:db8::2"));
    assertThat(ClientAddress.of("2001:db8::1")).isNotEqualTo(ClientAddress.of("2001:db8:0:1::1"));
    assertThat(ClientAddress.of("::ffff:192.0.2.1")).isEqualTo(ClientAddress.of("192.0.2.1"));
  }

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> guard.enter(ADDRESS, false))
          .asInstanceOf(type(Problem.class))
          .satisfies(problem -> assertThat(problem.status()).isEqualTo(401));
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
