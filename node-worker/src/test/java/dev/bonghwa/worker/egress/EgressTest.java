package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.EgressCause;
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
import dev.bonghwa.worker.loop.FakeLoop;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EgressTest {
  private static final Endpoint HOOK = new Endpoint("12345678901234567/token");
  private static final Endpoint ELSEWHERE = new Endpoint("https://hooks.example.com/x");
  private static final SendResult.Answer NO_CONTENT = answer(204, Map.of());
  private static final Outcome DELIVERED = new Delivered(Duration.ZERO);
  private static final Outcome TROUBLE = Backoff.because("503");

  private final FakeLoop loop = new FakeLoop(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
  private final FakeGroup group = new FakeGroup();
  private final Egress egress = new Egress(loop, group, new FakeProxies());

  @BeforeEach
  void greet() {
    egress.start();
    loop.run();
  }

  @Test
  void rate_off_isNoLimit() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(egress.acquire()).isNotNull();
    }
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
  void targetsThatFailAgain_sayNothingOfTheWay() {
    var again = new Seen(HOOK, true, new SendResult.Lost("reset"), TROUBLE);
    for (int i = 0; i < 200; i++) {
      assertThat(egress.saw(acquire(), again)).isTrue();
    }

    assertThat(egress.circuitOpen()).isFalse();
  }

  @Test
  void openCircuit_answersForFailuresButNotForTheProbes() {
    var inFlight = acquire();
    var lost = new Seen(HOOK, false, new SendResult.Lost("reset"), TROUBLE);
    see(TROUBLE, 100);
    assertThat(egress.saw(inFlight, lost)).isFalse();

    pass(egress.pausedFor());

    assertThat(egress.saw(acquire(), lost)).isTrue();
  }

  @Test
  void circuit_staysOpenLongerEachTimeTheProbeFails() {
    see(TROUBLE, 100);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seconds.add(egress.pausedFor().toSeconds());
      pass(egress.pausedFor());
      egress.saw(acquire(), new Seen(HOOK, false, new SendResult.Lost("reset"), TROUBLE));
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
  void circuit_closesSlowlyAtFirst() {
    see(TROUBLE, 100);
    resume();

    assertThat(egress.ratePerSecond()).isEqualTo(10);
    assertThat(sentWithin(Duration.ofSeconds(1))).isBetween(10, 16);
  }

  @Test
  void ban_isTheGroupsAndNoTroubleOfTheNode() {
    see(TROUBLE, 49);
    group.paused(EgressCause.BAN, Duration.ofSeconds(60), 0);
    see(ban());
    loop.run();

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(60));
    assertThat(egress.pausedBy()).isEqualTo("ban");
    assertThat(egress.circuitOpen()).isFalse();
    assertThat(egress.ratePerSecond()).isZero();
  }

  @Test
  void pauseThatHasPassed_isToldAsNone() {
    group.paused(EgressCause.BAN, Duration.ofSeconds(60), 0);
    see(ban());
    loop.run();
    assertThat(egress.groupRate()).isZero();

    pass(Duration.ofSeconds(60));

    assertThat(egress.pausedBy()).isEmpty();
    assertThat(egress.groupRate()).isEqualTo(45);
  }

  @Test
  void probeOfTheGroupThatComesToNothing_makesThisNodeWait() {
    egress.serve(() -> 5, () -> {});
    group.paused(EgressCause.BAN, Duration.ZERO, 7);
    see(ban());
    loop.run();

    Clearance probe = acquire();
    egress.saw(probe, new Seen(HOOK, false, new SendResult.Lost("reset"), TROUBLE));

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(5));
    loop.run();
    assertThat(group.last().ready()).isZero();
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
      egress.saw(acquire(), new Seen(HOOK, false, answer, DELIVERED));
    }

    assertThat(egress.pausedFor()).isEqualTo(Duration.ofSeconds(5));
    assertThat(egress.circuitOpen()).isTrue();
  }

  @Test
  void pagesOfOtherHosts_areNoPortal() {
    for (int i = 0; i < 100; i++) {
      SendResult.Answer answer = answer(200, Map.of("content-type", "text/html"));
      egress.saw(acquire(), new Seen(ELSEWHERE, false, answer, DELIVERED));
    }

    assertThat(egress.pausedFor()).isZero();
  }

  @Test
  void pagesWithDiscordsMarks_areNoPortal() {
    Map<String, String> headers = Map.of("content-type", "text/html", "via", "1.1 google");
    for (int i = 0; i < 100; i++) {
      egress.saw(acquire(), new Seen(HOOK, false, answer(204, headers), DELIVERED));
    }

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

  @Test
  void gone_isNotTrustedByASlowNodeEither() {
    for (int i = 0; i < 200; i++) {
      pass(Duration.ofSeconds(1));
      see(i % 2 == 0 ? new Gone("404 10015", false) : new EndpointFailed("403 50013", true));
    }
    assertThat(egress.trustsGone()).isFalse();

    see(DELIVERED);
    assertThat(egress.trustsGone()).isTrue();
  }

  private Clearance acquire() {
    return Objects.requireNonNull(egress.acquire());
  }

  private void see(Outcome outcome) {
    egress.saw(acquire(), new Seen(HOOK, false, NO_CONTENT, outcome));
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

  /** Sends as often as allowed, looking every millisecond. */
  private int sentWithin(Duration time) {
    int sent = 0;
    for (long ms = 0; ms < time.toMillis(); ms++) {
      while (egress.nanosUntilSend() == 0 && egress.acquire() != null) {
        sent++;
      }
      pass(Duration.ofMillis(1));
    }
    return sent;
  }

  private void pass(Duration time) {
    loop.advance(time);
  }

  private static Outcome ban() {
    return new EgressPause(Cause.BAN, Duration.ofSeconds(60), "429");
  }

  private static SendResult.Answer answer(int status, Map<String, String> headers) {
    return new SendResult.Answer(status, Headers.of(headers), new byte[0]);
  }
}
