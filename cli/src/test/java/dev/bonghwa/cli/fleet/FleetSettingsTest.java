package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FleetSettingsTest {

  @Test
  void machines_areUnequal() {
    assertThat(FleetSettings.unequal(5)).containsExactly(200, 80, 30, 200, 80);
    assertThat(FleetSettings.unequal(1)).containsExactly(200);
  }
}
