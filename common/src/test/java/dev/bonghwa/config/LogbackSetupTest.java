package dev.bonghwa.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LogbackSetupTest {

  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @EnumSource
  void textFromOutside_cannotBeginAnotherLine(Logging.Format format) {
    String line = line(format, "refused: bad\r\n2026-01-01 INFO  Forged  all is well\nmore");

    assertThat(line).contains("refused: bad", "Forged", "more").endsWith("\n");
    assertThat(line.stripTrailing().lines()).hasSize(1);
  }

  private String line(Logging.Format format, String message) {
    var logger = context.getLogger(LogbackSetupTest.class);
    var event = new LoggingEvent("x", logger, Level.INFO, message, null, null);
    return new String(LogbackSetup.encoder(context, format).encode(event), UTF_8);
  }
}
