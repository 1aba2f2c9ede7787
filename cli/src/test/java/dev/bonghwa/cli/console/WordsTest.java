package dev.bonghwa.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({"0, 0 s", "59, 59 s", "60, 1 m 00 s", "125, 2 m 05 s", "3840, 1 h 04 m"})
  void seconds_growIntoMinutesAndHours(long seconds, String text) {
    assertThat(Words.seconds(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "14390000, 14.4 MB"})
  void bytes_arePowersOfTen(long bytes, String text) {
    assertThat(Words.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void duration_isExactWhileItIsShort() {
    assertThat(Words.duration(Duration.ofMillis(1_449))).isEqualTo("1.4 s");
    assertThat(Words.duration(Duration.ofSeconds(75))).isEqualTo("1 m 15 s");
  }

  @Test
  void reason_isNotTheNameOfTheFile() {
    assertThat(Words.reason(new NoSuchFileException("page.md")))
        .isEqualTo("no such file or directory");
    assertThat(Words.reason(new AccessDeniedException("page.md"))).isEqualTo("permission denied");
    assertThat(Words.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
  }

  @Test
  void count_knowsOneAndMany() {
    assertThat(Words.count(1, "target")).isEqualTo("1 target");
    assertThat(Words.count(143_900, "target")).isEqualTo("143,900 targets");
  }

  @Test
  void rate_hasADecimalOnlyWhenSlow() {
    assertThat(Words.rate(1_830.4)).isEqualTo("1,830/s");
    assertThat(Words.rate(4.52)).isEqualTo("4.5/s");
  }
}
