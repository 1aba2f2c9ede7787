package dev.bonghwa.worker.metrics;

import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The few words that label metrics. */
final class Labels {
  /** What an attempt that delivers results in. */
  static final String DELIVERED = "2xx";

  /** All reasons of {@link #of(Outcome.Again)}. */
  static final List<String> RETRIES =
      Stream.concat(
              Arrays.stream(Outcome.EgressPause.Cause.values()).map(Labels::word),
              Stream.of("retry_after", "second_look", "unwritten", "ambiguous", "backoff"))
          .toList();

  private Labels() {}

  static String of(SendResult.Attempted result) {
    return switch (result) {
      case SendResult.Answer answer -> status(answer.status());
      case SendResult.NotSent notSent -> word(notSent.kind());
      case SendResult.Lost lost -> "lost";
    };
  }

  static String of(Outcome.Again outcome) {
    return switch (outcome) {
      case Outcome.EgressPause pause -> word(pause.cause());
      case Outcome.RetryAfter after -> "retry_after";
      case Outcome.RetryOnceLater later -> "second_look";
      case Outcome.RetryNow now -> "unwritten";
      case Outcome.Backoff backoff -> backoff.ambiguous() ? "ambiguous" : "backoff";
    };
  }

  /** Those that mean something of their own; the others by class. */
  private static String status(int status) {
    return switch (status) {
      case 401 -> "401";
      case 403 -> "403";
      case 404 -> "404";
      case 429 -> "429";
      default -> ofClass(status / 100);
    };
  }

  private static String ofClass(int hundreds) {
    return switch (hundreds) {
      case 2 -> DELIVERED;
      case 3 -> "3xx";
      case 4 -> "4xx";
      case 5 -> "5xx";
      default -> "other";
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
