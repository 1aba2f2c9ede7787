package dev.bonghwa.worker.metrics;

import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;
import java.util.Locale;

/** The few words that label metrics. */
final class Labels {
  private Labels() {}

  static String of(SendResult.Tried result) {
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
      case 401, 403, 404, 429 -> Integer.toString(status);
      default -> status / 100 + "xx";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
