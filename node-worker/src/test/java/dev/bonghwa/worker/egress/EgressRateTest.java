package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressRateTest {
  @Test
  void parse_takesAutoOffAndNumbers() {
    assertThat(EgressRate.parse("auto").perSecond()).isEqualTo(45);
    assertThat(EgressRate.parse("off").isLimited()).isFalse();
    assertThat(EgressRate.parse("12.5").perSecond()).isEqualTo(12.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fast", "0", "-1", "NaN", "Infinity", "1e400", "0.0001", "2000000", "45f"})
  void parse_refusesAnythingElse(String word) {
    assertThatIllegalArgumentException().isThrownBy(() -> EgressRate.parse(word));
  }
}
