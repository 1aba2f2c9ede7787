package dev.bonghwa.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;

/**
 * The log of both programs, on standard output.
 *
 * <p>In Java, because an XML file is read by reflection, which no AOT cache holds: a seventh of a
 * worker's start. Logback finds this class by {@code META-INF/services}.
 */
public final class LogbackSetup extends ContextAwareBase implements Configurator {

  /** One event is one line: a text from outside cannot begin another. */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %-20logger{0}"
          + " %replace(%msg){'[\\r\\n]+', ' | '}%n%ex";

  /** These print what goes over the wire when they are chatty, tokens included. */
  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "io.lettuce", Level.WARN,
          // ReconnectLog says it in plain words.
          "io.lettuce.core.protocol.ConnectionWatchdog", Level.ERROR,
          "io.netty", Level.WARN,
          "io.vertx", Level.WARN,
          "reactor", Level.WARN);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logging.Choice choice = Logging.choice();
    if (choice == null || System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(choice.level()));
    root.addAppender(console(context, encoder(context, choice.format())));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> console(
      LoggerContext context, Encoder<ILoggingEvent> encoder) {
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    return console;
  }

  static Encoder<ILoggingEvent> encoder(LoggerContext context, Logging.Format format) {
    Encoder<ILoggingEvent> encoder = format == Logging.Format.JSON ? json() : text();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static PatternLayoutEncoder text() {
    var text = new PatternLayoutEncoder();
    text.setPattern(PATTERN);
    return text;
  }

  private static JsonEncoder json() {
    var json = new JsonEncoder();
    json.setWithFormattedMessage(true);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithContext(false);
    json.setWithMDC(false);
    json.setWithNanoseconds(false);
    json.setWithSequenceNumber(false);
    return json;
  }
}
