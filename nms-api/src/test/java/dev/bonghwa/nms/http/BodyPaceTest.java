package dev.bonghwa.nms.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();
  private static final long ENOUGH = 160 * 1024;

  private final BodyPace pace = new BodyPace(Patience.USUAL);

  @Test
  void tooLittleInOneWindow_is408() {
    assertThatCode(() -> pace.waited(WINDOW, ENOUGH)).doesNotThrowAnyException();

    assertThatThrownBy(() -> pace.waited(WINDOW, 2 * ENOUGH - 1)).hasMessageContaining("16 KiB/s");
  }

  @Test
  void fastEnoughForEver_is408AfterTenMinutes() {
    for (int i = 1; i < 60; i++) {
      pace.waited(WINDOW, i * ENOUGH);
    }

    assertThatThrownBy(() -> pace.waited(WINDOW, 60 * ENOUGH)).hasMessageContaining("10 min");
  }
}
