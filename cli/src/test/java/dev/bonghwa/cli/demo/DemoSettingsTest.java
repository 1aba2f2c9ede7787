package dev.bonghwa.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoSettingsTest {

  @Test
  void machines_areUnequal() {
    assertThat(workers(5).strengths()).containsExactly(200, 80, 30, 200, 80);
    assertThat(workers(1).strengths()).containsExactly(200);
  }

  private static DemoSettings workers(int workers) {
    return new DemoSettings(1, workers, 7, false, false);
  }
}
