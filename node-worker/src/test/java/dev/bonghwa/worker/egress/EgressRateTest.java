package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressRateTest {
  @Test
  void itTakesAutoOffAndNumbers() {
    assertThat(new EgressRate("auto")).hasToString("auto");
    assertThat(EgressRate.off()).hasToString("off");
    assertThat(new EgressRate("12.5")).hasToString("12.5/s");
    assertThat(new EgressRate("auto:270")).hasToString("auto:270/s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fast",
        "0",
        "-1",
        "NaN",
        "Infinity",
        "1e400",
        "0.0001",
        "2000000",
        "45f",
        "auto:",
        "auto:0",
        "off:1"
      })
  void itRefusesAnythingElse(String word) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EgressRate(word));
  }
}
