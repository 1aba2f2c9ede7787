package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifelineIT {

  private final Lifeline lifeline = new Lifeline();
  private Process held;

  @BeforeEach
  void start() throws IOException {
    held = new ProcessBuilder("sleep", "60").start();
    lifeline.hold(held.pid());
  }

  @AfterEach
  void end() {
    held.destroyForcibly();
    lifeline.close();
  }

  @Test
  void heldProcess_endsWithUs() throws InterruptedException {
    lifeline.cut();

    assertThat(held.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void heldProcess_isLeftAlone_afterAnOrderlyEnd() throws InterruptedException {
    lifeline.close();

    assertThat(held.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
  }
}
