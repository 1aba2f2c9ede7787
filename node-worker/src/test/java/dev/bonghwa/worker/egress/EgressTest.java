package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Delivered;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.EgressPause.Cause;
import dev.bonghwa.worker.channel.Outcome.EndpointFailed;
import dev.bonghwa.worker.channel.Outcome.Gone;
import dev.bonghwa.worker.channel.Outcome.RetryAfter;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EgressTest {
  private static final Endpoint HOOK = new Endpoint("12345678901234567/token");
  private static final Endpoint ELSEWHERE = new Endpoint("https://hooks.example.com/x");
  private static final SendResult.Answer NO_CONTENT = answer(204, Map.of());
  private static final Outcome DELIVERED = new Delivered(Duration.ZERO);
  private static final Outcome TROUBLE = Backoff.because("503");

  private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private Egress egress = new Egress(EgressRate.off(), () -> now);

  @Test
  void rate_isKeptAndCatchesUpOnlyALittle() {
    egress = new Egress(EgressRate.parse("auto"), () -> now);

    assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(45, 49);
    assertThat(sentWithin(Duration.ofSeconds(10))).isBetween(448, 452);
    pass(Duration.ofMinutes(1));
    assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(45, 49);
  }

  @Test
  void rate_off_isNoLimit() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(egress.acquire()).isPositive();
    }
  }

  @Test
  void release_givesTheTokenBack() {
    egress = new Egress(new EgressRate(1), () -> now);

    egress.release(egress.acquire());

    assertThat(egress.nanosUntilSend()).isZero();
    egress.acquire();
    assertThat(egress.nanosUntilSend()).isPositive();
  }

  @Test
  void globalLimit_pausesAsAskedThenProbesOnceThenStartsSlowly() {
    see(globalLimit(5_100));

    assertThat(egress.nanosUntilSend()).isEqualTo(Duration.ofMillis(5_100).toNanos());
    assertThat(egress.acquire()).isZero();
    pass(Duration.ofMillis(5_100));
    long probe = egress.acquire();
    assertThat(probe).isPositive();
    assertThat(egress.acquire()).isZero();
    egress.saw(probe, HOOK, NO_CONTENT, DELIVERED);
    assertThat(egress.ratePerSecond()).isEqualTo(10);
    assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(10, 16);
  }

  @Test
  void globalLimit_ofManyRequestsInFlightIsOnePause() {
    egress = new Egress(new EgressRate(40), () -> now);
    List<Long> tickets = acquire(3);

    tickets.forEach(t -> egress.saw(t, HOOK, answer(429, Map.of()), globalLimit(2_000)));
    resume();

    pass(Duration.ofSeconds(3));
    assertThat(egress.ratePerSecond()).isEqualTo(20, within(2.0));
  }

  @Test
  void globalLimit_ofAnOlderRequestLengthensThePause() {
    List<Long> tickets = acquire(2);
    egress.saw(tickets.get(0), HOOK, answer(429, Map.of()), globalLimit(2_000));
    pass(Duration.ofSeconds(1));

    egress.saw(tickets.get(1), HOOK, answer(429, Map.of()), globalLimit(3_000));

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void olderAnswers_doNotEndAPause() {
    List<Long> tickets = acquire(2);
    egress.saw(tickets.get(0), HOOK, answer(429, Map.of()), globalLimit(2_000));

    egress.saw(tickets.get(1), HOOK, NO_CONTENT, DELIVERED);

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void ban_doublesToFifteenMinutesWhileProbesFindIt() {
    see(ban());
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seconds.add(egress.pausedFor().toSeconds());
      pass(egress.pausedFor());
      egress.saw(egress.acquire(), HOOK, answer(429, Map.of()), ban());
    }

    assertThat(seconds).containsExactly(60L, 120L, 240L, 480L, 900L, 900L);
  }

  @Test
  void ban_startsAtAMinuteAgainOnceItWasOver() {
    see(ban());
    pass(egress.pausedFor());
    egress.saw(egress.acquire(), HOOK, answer(429, Map.of()), ban());
    resume();

    see(ban());

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void probeThatWasNotSent_makesRoomForAnother() {
    see(ban());
    pass(egress.pausedFor());

    egress.release(egress.acquire());

    assertThat(egress.nanosUntilSend()).isZero();
    assertThat(egress.acquire()).isPositive();
  }

  @Test
  void circuit_opensWhenMoreThanHalfOfAHundredFail() {
    see(DELIVERED, 49);
    see(TROUBLE, 50);
    assertThat(egress.circuitOpen()).isFalse();

    see(TROUBLE);

    assertThat(egress.circuitOpen()).isTrue();
    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void circuit_staysOpenLongerEachTimeTheProbeFails() {
    see(TROUBLE, 100);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seconds.add(egress.pausedFor().toSeconds());
      pass(egress.pausedFor());
      egress.saw(egress.acquire(), HOOK, new SendResult.Lost("reset"), TROUBLE);
    }

    assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
  }

  @Test
  void circuit_closesWithTheProbeAndForgets() {
    see(TROUBLE, 100);

    resume();

    assertThat(egress.circuitOpen()).isFalse();
    pass(Duration.ofSeconds(20));
    see(TROUBLE, 50);
    assertThat(egress.circuitOpen()).isFalse();
  }

  @Test
  void circuit_doesNotCountLimitsAndRefusals() {
    see(new RetryAfter(Duration.ofSeconds(2), true, "429"), 50);
    see(new EndpointFailed("403", true), 50);

    assertThat(egress.circuitOpen()).isFalse();
  }

  @Test
  void captivePortal_pausesTheNode() {
    for (int i = 0; i < 50; i++) {
      SendResult.Answer answer =
          i % 2 == 0 ? answer(302, Map.of()) : answer(200, Map.of("content-type", "text/html"));
      egress.saw(egress.acquire(), HOOK, answer, DELIVERED);
    }

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(5));
    assertThat(egress.circuitOpen()).isTrue();
  }

  @Test
  void pagesOfOtherHosts_areNoPortal() {
    for (int i = 0; i < 100; i++) {
      SendResult.Answer answer = answer(200, Map.of("content-type", "text/html"));
      egress.saw(egress.acquire(), ELSEWHERE, answer, DELIVERED);
    }

    assertThat(egress.pausedFor()).isZero();
  }

  @Test
  void pagesWithDiscordsMarks_areNoPortal() {
    Map<String, String> headers = Map.of("content-type", "text/html", "via", "1.1 google");
    for (int i = 0; i < 100; i++) {
      egress.saw(egress.acquire(), HOOK, answer(204, headers), DELIVERED);
    }

    assertThat(egress.pausedFor()).isZero();
  }

  @Test
  void invalidAnswers_stopTheNodeAtFiveThousandInTenMinutes() {
    see(new EndpointFailed("403", true), 4_999);
    assertThat(egress.pausedFor()).isZero();

    see(new EndpointFailed("403", true));

    assertThat(egress.invalidAnswers()).isEqualTo(5_000);
    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void invalidAnswers_allowOneProbeAMinuteUntilTheyAreOld() {
    see(new EndpointFailed("403", true), 5_000);

    resume();
    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(60));
    pass(Duration.ofMinutes(11));
    resume();

    assertThat(egress.invalidAnswers()).isZero();
    assertThat(egress.pausedFor()).isZero();
  }

  @Test
  void endpoints_areLeftAloneAsTheyAsked() {
    see(new RetryAfter(Duration.ofSeconds(3), true, "429"));
    see(new Delivered(Duration.ofSeconds(1)));

    assertThat(egress.nanosUntilSend(HOOK.key())).isEqualTo(Duration.ofSeconds(3).toNanos());
    assertThat(egress.nanosUntilSend(new EndpointKey("another"))).isZero();
    pass(Duration.ofSeconds(3));
    assertThat(egress.nanosUntilSend(HOOK.key())).isZero();
  }

  @Test
  void gone_isNotTrustedWhenNearlyEverythingSaysSo() {
    see(new Gone("404 10015", false), 199);
    assertThat(egress.trustsGone()).isTrue();

    see(new Gone("404 10015", false));

    assertThat(egress.trustsGone()).isFalse();
  }

  @Test
  void gone_isTrustedBesideASuccess() {
    see(DELIVERED);
    see(new Gone("404 10015", false), 1_000);

    assertThat(egress.trustsGone()).isTrue();
    pass(Duration.ofSeconds(61));
    assertThat(egress.trustsGone()).isTrue();
  }

  private void see(Outcome outcome) {
    egress.saw(egress.acquire(), HOOK, NO_CONTENT, outcome);
  }

  private void see(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      see(outcome);
    }
  }

  private void resume() {
    pass(egress.pausedFor());
    see(DELIVERED);
  }

  private List<Long> acquire(int count) {
    List<Long> tickets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tickets.add(egress.acquire());
    }
    return tickets;
  }

  /** Sends as often as allowed, looking every millisecond. */
  private int sentWithin(Duration time) {
    int sent = 0;
    for (long ms = 0; ms < time.toMillis(); ms++) {
      while (egress.nanosUntilSend() == 0 && egress.acquire() > 0) {
        sent++;
      }
      pass(Duration.ofMillis(1));
    }
    return sent;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static Outcome globalLimit(long millis) {
    return new EgressPause(Cause.GLOBAL_LIMIT, Duration.ofMillis(millis), "429");
  }

  private static Outcome ban() {
    return new EgressPause(Cause.BAN, Duration.ofSeconds(60), "429");
  }

  private static SendResult.Answer answer(int status, Map<String, String> headers) {
    return new SendResult.Answer(status, Headers.of(headers), new byte[0]);
  }
}
