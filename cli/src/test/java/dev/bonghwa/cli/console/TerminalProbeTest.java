package dev.bonghwa.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalProbeTest {

  @ParameterizedTest
  @CsvSource({"'50 120\n', 120", "'0 0', 77", "'', 77", "'stty: no', 77", "'50 -3', 77"})
  void columns_areTheSecondNumber_orWhatWasKnown(String answer, int columns) {
    assertThat(TerminalProbe.columns(answer, 77)).isEqualTo(columns);
  }
}
