package dev.bonghwa.worker.channel.discord;

import static dev.bonghwa.worker.channel.discord.Far.answer;
import static dev.bonghwa.worker.channel.discord.Far.discord;
import static dev.bonghwa.worker.channel.discord.Far.lost;
import static dev.bonghwa.worker.channel.discord.Far.notSent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Backoff.Limit;
import dev.bonghwa.worker.channel.Outcome.Delivered;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.EgressPause.Cause;
import dev.bonghwa.worker.channel.Outcome.EndpointFailed;
import dev.bonghwa.worker.channel.Outcome.Gone;
import dev.bonghwa.worker.channel.Outcome.PayloadRejected;
import dev.bonghwa.worker.channel.Outcome.RetryAfter;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.channel.Outcome.RetryOnceLater;
import dev.bonghwa.worker.send.SendResult.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The response table, row by row: the row's number, what the far end did, what it means. Rows 2
 * (the node's part), 21, 27 and 28 are about more than one answer: see the tests of egress and
 * retry.
 *
 * <p>The jitter is 100 ms here; {@code discord(…)} is an answer with the marks of its origin,
 * {@code answer(…)} one without.
 */
final class DiscordResponsesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ADDRESS = "12345678901234567/" + "t".repeat(68);
  private static final String IN_THREAD = ADDRESS + "?thread_id=98765432109876543";

  private static final String SAID = "{\"message\": \"Unknown Webhook\", \"code\": 10015}";
  private static final long YEAR_MILLIS = 365L * 86_400_000;

  private final DiscordResponses responses =
      new DiscordResponses(InstantSource.fixed(NOW), () -> 100);

  static Stream<Arguments> table() {
    return Stream.of(
        row("1", discord(204), delivered()),
        row("1", discord(200), delivered()),
        row("1", answer(299).html("<html>"), delivered()),
        row("1", discord(204).remaining("0", "1.5"), new Delivered(ms(1_600))),
        row("1", discord(204).remaining("3", "1.5"), delivered()),
        row("2", discord(301), failed()),
        row("2", answer(302).html("<html>"), failed()),
        row("3", discord(429).header("X-RateLimit-Global", "true").after("2"), global(2_100)),
        row("3", discord(429).scope("global").json("{\"retry_after\": 0.65}"), global(750)),
        row("3", answer(429).json("{\"global\": true}"), global(5_100)),
        row("4", discord(429).scope("shared").after("1337"), after(1_337_100, false)),
        row("4", discord(429).scope("shared"), after(5_100, false)),
        row("4", discord(429).json("{\"code\": 20016, \"retry_after\": 3}"), after(3_100, false)),
        row("4", discord(429).json("{\"code\": 20028}"), after(5_100, false)),
        row("4", discord(429).json("{\"code\": 20029}"), after(5_100, false)),
        row("4", discord(429).json("{\"code\": 40062}"), after(5_100, false)),
        row("5", discord(429).scope("user").after("1"), after(1_100, true)),
        row("5", discord(429).json("{\"retry_after\": 0.3}"), after(400, true)),
        row("5", discord(429), after(2_100, true)),
        row("6", answer(429).html("error code: 1015"), ban(60_100)),
        row(
            "6",
            answer(429).json("{\"code\": 0, \"message\": \"You are being blocked\"}"),
            ban(60_100)),
        row("6", answer(429), ban(60_100)),
        row("6", answer(429).after("3600"), ban(3_600_100)),
        row("6", answer(429).after("30"), ban(60_000)),
        row("7", discord(401).code(50027), goneInvalid()),
        row("7", answer(401).code(50027), failedInvalid()),
        row("8", discord(401), onceLater(true)),
        row("9", discord(403).code(40333), ban(60_100)),
        row("9", answer(403).html("error code: 1010"), ban(60_100)),
        row("9", answer(403).code(50013), ban(60_100)),
        row("10", discord(403).code(50013), failedInvalid()),
        row("10", discord(403).code(50001), failedInvalid()),
        row("11", discord(404).code(10015), gone()),
        row("11", answer(404).code(10015), failed()),
        row("12", discord(404).code(10003), gone()),
        inThread("12", discord(404).code(10003), failed()),
        row("13", discord(404).html("not here"), onceLater(false)),
        row("13", discord(404).code(0), onceLater(false)),
        row("14", discord(410), gone()),
        row("15", discord(400).code(220001), failed()),
        row("15", discord(400).code(220002), failed()),
        row("15", discord(400).code(220003), failed()),
        row("15", discord(400).code(220004), failed()),
        row("15", discord(400).code(160005), failed()),
        row("16", discord(400).code(50006), rejected(50006)),
        row("16", discord(400).code(50035), rejected(50035)),
        row("16", discord(400).code(50109), rejected(50109)),
        row("16", discord(400), rejected(400)),
        row("16", discord(405), rejected(405)),
        row("16", discord(406), rejected(406)),
        row("16", discord(411), rejected(411)),
        row("16", discord(415), rejected(415)),
        row("16", discord(422), rejected(422)),
        row("17", discord(413), rejected(413)),
        row("17", discord(413).code(40005), rejected(40005)),
        row("17", discord(400).code(40005), rejected(40005)),
        row("18", discord(408), backoff()),
        row("18", discord(425), backoff()),
        row("19", discord(500), serverError()),
        row("19", discord(501), serverError()),
        row("19", discord(505), serverError()),
        row("20", answer(502), ambiguous()),
        row("20", discord(503), backoff()),
        row("20", discord(503).after("7"), backoffAtLeast(7_100, false)),
        row("20", answer(504), ambiguous()),
        row("20", answer(520), ambiguous()),
        row("20", answer(521), backoff()),
        row("20", answer(522), ambiguous()),
        row("20", answer(523), backoff()),
        row("20", answer(524), ambiguous()),
        row("20", answer(524).after("7"), backoffAtLeast(7_100, true)),
        row("20", answer(525), backoff()),
        row("20", answer(526), backoff()),
        row("20", answer(527), backoff()),
        row("20", answer(529), backoff()),
        row("20", answer(530), backoff()),
        row("20", discord(400).code(130000), backoff()),
        row("22", discord(418), ambiguous()),
        row("22", discord(599), ambiguous()),
        row("22", discord(600), ambiguous()),
        row("23", notSent(Kind.DNS), backoff()),
        row("23", notSent(Kind.REFUSED), backoff()),
        row("23", notSent(Kind.CONNECT_TIMEOUT), backoff()),
        row("24", notSent(Kind.TLS), tls()),
        row("25", notSent(Kind.UNWRITTEN), now()),
        row("25", notSent(Kind.REFUSED_STREAM), now()),
        row("26", lost(), ambiguous()));
  }

  @ParameterizedTest(name = "row {0}: {2} -> {3}")
  @MethodSource("table")
  void table(String row, String address, Far far, Outcome meaning) {
    Outcome outcome = responses.classify(address, far.result());

    assertThat(outcome)
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .ignoringFields("reason")
        .isEqualTo(meaning);
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        row("11", discord(404).json(SAID), "404 10015 Unknown Webhook"),
        row("13", answer(404).html("<html>"), "404"),
        row("7", answer(401).code(50027), "401 50027 (not said by Discord)"),
        row("23", notSent(Kind.DNS), "not sent, dns: why"),
        row("26", lost(), "no answer: why"),
        row(
            "16",
            discord(400).message("at /webhooks/1/" + "t".repeat(68)),
            "400 at /webhooks/1***"),
        row("16", discord(400).message("two\nlines"), "400 two lines"));
  }

  @ParameterizedTest(name = "row {0}: {2} -> {3}")
  @MethodSource("reasons")
  void reason_saysWhatTheFarEndSaidWithoutSecrets(
      String row, String address, Far far, String reason) {
    assertThat(responses.classify(address, far.result()).reason()).isEqualTo(reason);
  }

  static Stream<Arguments> retryAfters() {
    return Stream.of(
        row("int", discord(429).after("3"), 3_100),
        row("decimal", discord(429).after("0.0001"), 101),
        row("decimal up", discord(429).after("1.2341"), 1_335),
        row("date", discord(429).after("Sun, 01 Mar 2026 12:00:09 GMT"), 9_100),
        row("past date", discord(429).after("Sun, 01 Mar 2026 11:00:00 GMT"), 2_100),
        row("body", discord(429).json("{\"retry_after\": 1.337}"), 1_437),
        row("longer body", discord(429).after("1").json("{\"retry_after\": 2.5}"), 2_600),
        row("longer header", discord(429).after("4").json("{\"retry_after\": 2.5}"), 4_100),
        row("negative", discord(429).after("-5"), 2_100),
        row("empty", discord(429).after(""), 2_100),
        row("nonsense", discord(429).after("soon"), 2_100),
        row("not a number", discord(429).after("NaN"), 2_100),
        row("endless", discord(429).after("Infinity"), YEAR_MILLIS + 100),
        row("huge", discord(429).after("1e300"), YEAR_MILLIS + 100),
        row("huge date", discord(429).after("Fri, 31 Dec 9999 23:59:59 GMT"), YEAR_MILLIS + 100),
        row("null", discord(429).json("{\"retry_after\": null}"), 2_100),
        row("cut short", discord(429).json("{\"retry_after\": 3, \"message\": \"You a"), 3_100),
        row("no JSON", discord(429).html("{oops"), 2_100),
        row("deep", discord(429).json("{\"a\": {\"retry_after\": 9}, \"retry_after\": 1}"), 1_100));
  }

  @ParameterizedTest(name = "{0}: {2} -> {3} ms")
  @MethodSource("retryAfters")
  void retryAfter_isReadInEveryForm(String form, String address, Far far, long millis) {
    Outcome outcome = responses.classify(address, far.result());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            RetryAfter.class, after -> assertThat(after.delay()).isEqualTo(ms(millis)));
  }

  @Test
  void otherHosts_haveNoMarksAndAreBelieved() {
    String url = "https://hooks.example.com/x";

    assertThat(responses.classify(url, answer(429).result())).isInstanceOf(RetryAfter.class);
    assertThat(responses.classify(url, answer(403).result())).isInstanceOf(EndpointFailed.class);
    assertThat(responses.classify(url, answer(410).result())).isInstanceOf(Gone.class);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        row("3", discord(429).scope("global"), true),
        row("4", discord(429).scope("shared"), false),
        row("5", discord(429).scope("user"), true),
        row("6", answer(429), true),
        row("7", discord(401).code(50027), true),
        row("8", discord(401), true),
        row("9", answer(403), true),
        row("10", discord(403).code(50013), true),
        row("11", discord(404).code(10015), false),
        row("16", discord(400), false),
        row("20", discord(503), false),
        row("26", lost(), false));
  }

  @ParameterizedTest(name = "row {0}: {2} counts: {3}")
  @MethodSource("invalid")
  void invalid_countsWhatDiscordCounts(String row, String address, Far far, boolean counts) {
    assertThat(responses.classify(address, far.result()).invalid()).isEqualTo(counts);
  }

  private static Arguments row(String row, Far far, Object meaning) {
    return Arguments.of(row, ADDRESS, far, meaning);
  }

  private static Arguments inThread(String row, Far far, Object meaning) {
    return Arguments.of(row, IN_THREAD, far, meaning);
  }

  private static Outcome delivered() {
    return new Delivered(Duration.ZERO);
  }

  private static Outcome failed() {
    return new EndpointFailed("", false);
  }

  private static Outcome failedInvalid() {
    return new EndpointFailed("", true);
  }

  private static Outcome gone() {
    return new Gone("", false);
  }

  private static Outcome goneInvalid() {
    return new Gone("", true);
  }

  private static Outcome rejected(int code) {
    return new PayloadRejected(code, "");
  }

  private static Outcome onceLater(boolean invalid) {
    return new RetryOnceLater(ms(60_000), invalid, "");
  }

  private static Outcome backoff() {
    return new Backoff(Limit.ATTEMPTS, Duration.ZERO, false, "");
  }

  private static Outcome backoffAtLeast(long millis, boolean ambiguous) {
    return new Backoff(Limit.ATTEMPTS, ms(millis), ambiguous, "");
  }

  private static Outcome ambiguous() {
    return new Backoff(Limit.ATTEMPTS, Duration.ZERO, true, "");
  }

  private static Outcome serverError() {
    return new Backoff(Limit.SERVER_ERROR, Duration.ZERO, false, "");
  }

  private static Outcome tls() {
    return new Backoff(Limit.TLS, Duration.ZERO, false, "");
  }

  private static Outcome now() {
    return new RetryNow("");
  }

  private static Outcome global(long millis) {
    return new EgressPause(Cause.GLOBAL_LIMIT, ms(millis), "");
  }

  private static Outcome after(long millis, boolean invalid) {
    return new RetryAfter(ms(millis), invalid, "");
  }

  private static Outcome ban(long millis) {
    return new EgressPause(Cause.BAN, ms(millis), "");
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
