package dev.bonghwa.worker.channel.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds of every answer, whoever gives it and however broken it is. */
final class DiscordResponsesPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TOKEN = "CANARY" + "t".repeat(62);
  private static final String ADDRESS = "12345678901234567/" + TOKEN;
  private static final Duration JITTER = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(365).plus(JITTER);

  private final DiscordResponses responses =
      new DiscordResponses(InstantSource.fixed(NOW), JITTER::toMillis);

  @Property(tries = 400)
  void anyAnswer_meansOneThing(
      @ForAll("statuses") int status,
      @ForAll("headers") Map<String, String> headers,
      @ForAll("bodies") byte[] body) {
    Outcome outcome = classify(status, headers, body);

    assertThat(outcome.reason()).doesNotContain("CANARY");
    assertThat(wait(outcome)).isBetween(Duration.ZERO, LONGEST);
    assertThat(outcome instanceof Outcome.Delivered).isEqualTo(status / 100 == 2);
  }

  @Property(tries = 400)
  void anAnswerWithoutTheMarksOfDiscord_condemnsNoEndpoint(
      @ForAll("statuses") int status, @ForAll("bodies") byte[] body) {
    assertThat(classify(status, Map.of(), body)).isNotInstanceOf(Outcome.Gone.class);
  }

  @Property(tries = 400)
  void secondsInTheHeader_areWaitedFor(
      @ForAll @BigRange(min = "0.001", max = "31536000") @Scale(6) BigDecimal seconds) {
    assertThat(told(seconds.toPlainString(), "")).isBetween(exactly(seconds), LONGEST);
  }

  @Property(tries = 400)
  void secondsInTheBody_areWaitedFor_andTheLongerOfTwo(
      @ForAll @BigRange(min = "0.001", max = "100000") @Scale(3) BigDecimal body,
      @ForAll @BigRange(min = "0.001", max = "100000") @Scale(3) BigDecimal header) {
    String json = "{\"message\": \"slow\", \"retry_after\": " + body.toPlainString() + "}";

    assertThat(told(header.toPlainString(), json))
        .isBetween(exactly(body.max(header)), exactly(body.max(header)).plus(JITTER).plusMillis(1));
  }

  @Property(tries = 400)
  void aDate_isWaitedFor_alsoOneThatHasPassed(
      @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int seconds) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));

    assertThat(told(date, "")).isBetween(Duration.ofSeconds(Math.max(0, seconds)), LONGEST);
  }

  @Property(tries = 400)
  void anyText_isNoWaitOrALongOne(@ForAll("waits") String text) {
    assertThat(told(text, "")).isBetween(Duration.ZERO, LONGEST);
  }

  private Duration told(String retryAfter, String body) {
    return wait(
        classify(
            429,
            Map.of("Via", "1.1 google", "X-RateLimit-Scope", "user", "Retry-After", retryAfter),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private Outcome classify(int status, Map<String, String> headers, byte[] body) {
    return responses.classify(ADDRESS, new SendResult.Answer(status, Headers.of(headers), body));
  }

  private static Duration wait(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> delivered.endpointWait();
      case Outcome.EgressPause pause -> pause.atLeast();
      case Outcome.RetryAfter retry -> retry.delay();
      case Outcome.RetryOnceLater retry -> retry.delay();
      case Outcome.Backoff backoff -> backoff.atLeast();
      case Outcome.Gone gone -> Duration.ZERO;
      case Outcome.EndpointFailed failed -> Duration.ZERO;
      case Outcome.PayloadRejected rejected -> Duration.ZERO;
      case Outcome.RetryNow retry -> Duration.ZERO;
    };
  }

  private static Duration exactly(BigDecimal seconds) {
    return Duration.ofNanos(
        seconds.movePointRight(9).setScale(0, RoundingMode.UNNECESSARY).longValueExact());
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(100, 599), Arbitraries.integers().between(0, 999));
  }

  @Provide
  Arbitrary<String> waits() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            " ",
            "-1",
            "-0",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "1e-400",
            "0x1p62",
            "1d",
            "９",
            "1,5",
            "1 second",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Thu, 01 Jan 9999 00:00:00 GMT",
            "99999999999999999999999999999999"),
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.doubles().map(String::valueOf));
  }

  @Provide
  Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> value =
        Arbitraries.oneOf(waits(), Arbitraries.of("0", "1", "true", "global", "shared", "user"));
    List<String> names =
        List.of(
            "Retry-After",
            "Via",
            "Content-Type",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset-After",
            "X-RateLimit-Global",
            "X-RateLimit-Scope");
    return Combinators.combine(Arbitraries.of(names).set(), value.list().ofSize(names.size()))
        .as(
            (some, values) -> {
              Map<String, String> headers = new HashMap<>();
              some.forEach(name -> headers.put(name, values.get(names.indexOf(name))));
              return headers;
            });
  }

  /** An error object with something odd in it, cut short somewhere; or any bytes. */
  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<String> code =
        Arbitraries.of(
            "0", "10015", "10003", "50027", "40333", "20016", "1e99", "\"x\"", "null", "{}");
    Arbitrary<String> wait = Arbitraries.of("1.5", "-3", "1e999", "NaN", "[]", "null", "true");
    Arbitrary<byte[]> error =
        Combinators.combine(code, wait, Arbitraries.integers().between(0, 120))
            .as(
                (c, w, cut) -> {
                  String json =
                      "{\"a\": [{}], \"message\": \"not %s here\", \"code\": %s, \"retry_after\": %s}"
                          .formatted("\\u0000\\n", c, w);
                  byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                  return Arrays.copyOf(bytes, Math.min(cut, bytes.length));
                });
    return Arbitraries.oneOf(error, Arbitraries.bytes().array(byte[].class).ofMaxSize(80));
  }
}
