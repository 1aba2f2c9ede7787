package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.worker.send.Headers;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long answers ask us to wait: rounded up to milliseconds, with jitter on top so that what was
 * refused together does not come back together. Never shortened, but for what no clock can hold.
 */
final class Waits {
  /** Beyond every deadline; keeps absurd numbers within the range of a Duration. */
  private static final double LONGEST_SECONDS = 365 * 86_400;

  private static final double MILLIS = 1_000;

  private final InstantSource clock;
  private final LongSupplier jitterMillis;

  Waits(InstantSource clock, LongSupplier jitterMillis) {
    this.clock = clock;
    this.jitterMillis = jitterMillis;
  }

  /**
   * What the answer asks for, by header or by body, whichever is longer; the default if neither.
   */
  Duration asked(Facts facts, Duration fallback) {
    double seconds =
        Math.max(header(facts.headers().retryAfter()), bounded(facts.error().retryAfter()));
    Duration wait = seconds > 0 ? ofSeconds(seconds) : fallback;
    return wait.isZero() ? wait : wait.plusMillis(jitterMillis.getAsLong());
  }

  /** After a delivery that used the endpoint's last call; else zero. */
  Duration untilReset(Headers headers) {
    if (!"0".equals(headers.remaining())) {
      return Duration.ZERO;
    }
    double seconds = number(headers.resetAfter());
    return seconds > 0 ? ofSeconds(seconds).plusMillis(jitterMillis.getAsLong()) : Duration.ZERO;
  }

  private double header(@Nullable String retryAfter) {
    double seconds = number(retryAfter);
    return seconds > 0 || retryAfter == null ? seconds : date(retryAfter.strip());
  }

  private double date(String text) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return bounded(Duration.between(clock.instant(), date.toInstant()).toMillis() / MILLIS);
    } catch (DateTimeParseException | ArithmeticException notDate) {
      return 0;
    }
  }

  private static double number(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      return bounded(Double.parseDouble(text.strip()));
    } catch (NumberFormatException notNumber) {
      return 0;
    }
  }

  private static double bounded(double seconds) {
    return seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : 0;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofMillis((long) Math.ceil(seconds * MILLIS));
  }
}
