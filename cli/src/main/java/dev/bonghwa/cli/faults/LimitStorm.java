package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.IntStream;

/** Answers the first request of three webhooks in ten with 429, in every form of Retry-After. */
final class LimitStorm implements Behaviour {
  private static final int HUGE = 5;
  private static final Duration FOR_EVER = Duration.ofDays(300);

  private final Behaviour normal = new Resends();
  private final int longestSeconds;

  /** No wait is longer than so many seconds, but for the huge ones. */
  LimitStorm(int longestSeconds) {
    this.longestSeconds = longestSeconds;
  }

  Duration longest() {
    return Duration.ofSeconds(longestSeconds);
  }

  /** How many of the first targets are told to wait longer than any job lasts. */
  static long hopeless(int targets) {
    return IntStream.range(0, targets).filter(index -> index % 20 == HUGE).count();
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    long number = Targets.number(request.webhook());
    long seconds = 1 + number / 20 % longestSeconds;
    return request.attempt() > 1
        ? normal.reply(request)
        : switch ((int) (number % 20)) {
          case 0 -> limited().retryAfter(Duration.ofSeconds(seconds));
          case 1 -> decimals(Duration.ofMillis(seconds * 1_000 - 377));
          case 2 -> until(Instant.now().plusSeconds(seconds - 1).truncatedTo(ChronoUnit.SECONDS));
          case 3 -> limited();
          case 4 -> limited().header("Retry-After", "-" + seconds);
          case HUGE -> limited().retryAfter(FOR_EVER).header("Retry-After", "99999999999");
          default -> normal.reply(request);
        };
  }

  private static Answer limited() {
    return Answer.of(429)
        .json(0, "{\"message\": \"You are being rate limited.\", \"global\": false}")
        .header("X-RateLimit-Scope", "user");
  }

  private static Answer decimals(Duration wait) {
    String text = String.format(Locale.ROOT, "%.3f", wait.toMillis() / 1e3);
    return limited().retryAfter(wait).header("Retry-After", text);
  }

  /** A date has whole seconds only: the first one that is not before the time that is meant. */
  private static Answer until(Instant second) {
    Instant end = second.plusSeconds(1);
    return limited()
        .retryAfter(Duration.between(Instant.now(), end))
        .header(
            "Retry-After",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC)));
  }
}
