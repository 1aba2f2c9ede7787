package dev.bonghwa.worker.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Backoff.Limit;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.EgressPause.Cause;
import dev.bonghwa.worker.channel.Outcome.RetryAfter;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.channel.Outcome.RetryOnceLater;
import dev.bonghwa.worker.retry.RetryDecision.End;
import dev.bonghwa.worker.retry.RetryDecision.RetryAt;
import dev.bonghwa.worker.retry.RetryPolicy.Ambiguous;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Outcome.Again TROUBLE = backoff(Limit.ATTEMPTS);

  private double jitter = 1;
  private final RetryPolicy policy = policy(5, Ambiguous.RETRY);

  @Test
  void backoff_doublesFromOneSecond() {
    assertThat(delays(policy(9, Ambiguous.RETRY), TROUBLE))
        .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);
  }

  @Test
  void backoff_isMultipliedByTheJitter() {
    jitter = 0.5;

    assertThat(policy.decide(TROUBLE, 1, 0, DAY, true)).isEqualTo(again(1_000, 2, 0));
  }

  @Test
  void backoff_endsAsFailedWhenTriesAreUsedUp() {
    assertThat(policy.decide(TROUBLE, 4, 0, DAY, true)).isEqualTo(end(TargetState.FAILED));
  }

  @Test
  void backoff_waitsAtLeastAsLongAsAsked() {
    Outcome.Again asked = new Backoff(Limit.ATTEMPTS, Duration.ofSeconds(7), false, "why");

    assertThat(policy.decide(asked, 0, 0, DAY, true)).isEqualTo(again(7_000, 1, 0));
  }

  @Test
  void backoff_costsNoTryWhileTheCircuitIsOpen() {
    assertThat(policy.decide(TROUBLE, 4, 0, DAY, false)).isEqualTo(again(8_000, 4, 0));
  }

  @Test
  void retryAfter_isKeptExactlyAndCostsNoTry() {
    Outcome.Again asked = new RetryAfter(Duration.ofMillis(1_337_123), true, "why");

    assertThat(policy.decide(asked, 4, 5, DAY, true)).isEqualTo(again(1_337_123, 4, 5));
  }

  @Test
  void egressPause_costsNoTryAndABanBindsNoOtherAddress() {
    Outcome.Again limit = new EgressPause(Cause.GLOBAL_LIMIT, Duration.ofSeconds(60), "why");
    Outcome.Again ban = new EgressPause(Cause.BAN, Duration.ofSeconds(60), "why");

    assertThat(policy.decide(limit, 4, 0, DAY, true)).isEqualTo(again(60_000, 4, 0));
    assertThat(policy.decide(ban, 4, 0, DAY, true)).isEqualTo(again(0, 4, 0));
  }

  @Test
  void retryOnceLater_endsAsFailedTheSecondTime() {
    Outcome.Again doubt = new RetryOnceLater(Duration.ofSeconds(60), true, "why");

    RetryDecision first = policy.decide(doubt, 2, 0, DAY, true);
    RetryDecision second = policy.decide(doubt, 2, RetryFlags.SECOND_LOOK, DAY, true);

    assertThat(first).isEqualTo(again(60_000, 2, RetryFlags.SECOND_LOOK));
    assertThat(second).isEqualTo(end(TargetState.FAILED));
  }

  @Test
  void retryNow_isFreeThreeTimesAndThenTrouble() {
    List<RetryAt> retries = retries(policy, new RetryNow("why"));

    assertThat(retries.stream().map(RetryAt::attempts)).startsWith(0, 0, 0, 1, 2, 3, 4);
    assertThat(retries.stream().map(r -> r.delay().toMillis()))
        .startsWith(0L, 0L, 0L, 1_000L, 2_000L, 4_000L, 8_000L);
  }

  @Test
  void serverError_isRepeatedThreeTimes() {
    assertThat(delays(policy(9, Ambiguous.RETRY), backoff(Limit.SERVER_ERROR)))
        .containsExactly(1_000L, 2_000L, 4_000L);
  }

  @Test
  void handshake_failsTheEndpointTheThirdTime() {
    assertThat(delays(policy, backoff(Limit.TLS))).containsExactly(1_000L, 2_000L);
  }

  @Test
  void counters_doNotDisturbEachOther() {
    int flags = RetryFlags.SECOND_LOOK;
    flags = RetryFlags.increment(flags, RetryFlags.HANDSHAKES);
    flags = RetryFlags.increment(flags, RetryFlags.SERVER_ERRORS);
    for (int i = 0; i < 5; i++) {
      flags = RetryFlags.increment(flags, RetryFlags.UNWRITTEN);
    }

    assertThat(RetryFlags.count(flags, RetryFlags.UNWRITTEN)).isEqualTo(3);
    assertThat(RetryFlags.count(flags, RetryFlags.SERVER_ERRORS)).isEqualTo(1);
    assertThat(RetryFlags.count(flags, RetryFlags.HANDSHAKES)).isEqualTo(1);
    assertThat(flags).isLessThan(256);
  }

  @Test
  void ambiguous_isRepeatedOrReportedAsThePolicySays() {
    Outcome.Again lost = new Backoff(Limit.ATTEMPTS, Duration.ZERO, true, "why");

    assertThat(policy.decide(lost, 0, 0, DAY, true)).isEqualTo(again(1_000, 1, 0));
    assertThat(policy(5, Ambiguous.REPORT).decide(lost, 0, 0, DAY, true))
        .isEqualTo(end(TargetState.UNCERTAIN));
  }

  @Test
  void nextTryAfterTheDeadline_expiresTheTargetAtOnce() {
    Outcome.Again asked = new RetryAfter(Duration.ofSeconds(30), true, "why");

    RetryDecision late = policy.decide(asked, 0, 0, Duration.ofSeconds(30), true);
    RetryDecision over = policy.decide(TROUBLE, 0, 0, Duration.ofSeconds(-1), true);
    RetryDecision inTime = policy.decide(asked, 0, 0, Duration.ofMillis(30_001), true);

    assertThat(late).isEqualTo(end(TargetState.EXPIRED));
    assertThat(over).isEqualTo(end(TargetState.EXPIRED));
    assertThat(inTime).isEqualTo(again(30_000, 0, 0));
  }

  @Test
  void oneTry_isNeverRepeated() {
    assertThat(policy(1, Ambiguous.RETRY).decide(TROUBLE, 0, 0, DAY, true))
        .isEqualTo(end(TargetState.FAILED));
  }

  private RetryPolicy policy(int maxAttempts, Ambiguous ambiguous) {
    return new RetryPolicy(maxAttempts, ambiguous, () -> jitter);
  }

  private static List<Long> delays(RetryPolicy policy, Outcome.Again always) {
    return retries(policy, always).stream().map(r -> r.delay().toMillis()).toList();
  }

  /** The retries of a target whose every attempt comes to the same. */
  private static List<RetryAt> retries(RetryPolicy policy, Outcome.Again always) {
    List<RetryAt> retries = new ArrayList<>();
    RetryDecision decision = policy.decide(always, 0, 0, DAY, true);
    while (decision instanceof RetryAt retry) {
      retries.add(retry);
      decision = policy.decide(always, retry.attempts(), retry.flags(), DAY, true);
    }
    assertThat(decision).isEqualTo(end(TargetState.FAILED));
    return retries;
  }

  private static Outcome.Again backoff(Limit limit) {
    return new Backoff(limit, Duration.ZERO, false, "why");
  }

  private static RetryAt again(long millis, int attempts, int flags) {
    return new RetryAt(Duration.ofMillis(millis), attempts, flags);
  }

  private static End end(TargetState state) {
    return new End(state, "why");
  }
}
