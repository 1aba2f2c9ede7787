package dev.bonghwa.egress;

import static dev.bonghwa.egress.EgressBench.BACK;
import static dev.bonghwa.egress.EgressBench.BUDGET;
import static dev.bonghwa.egress.EgressBench.FIRST;
import static dev.bonghwa.egress.EgressBench.FRESH;
import static dev.bonghwa.egress.EgressBench.GROUP;
import static dev.bonghwa.egress.EgressBench.HOUR;
import static dev.bonghwa.egress.EgressBench.INVALID;
import static dev.bonghwa.egress.EgressBench.LIVES;
import static dev.bonghwa.egress.EgressBench.MINUTE;
import static dev.bonghwa.egress.EgressBench.NODES;
import static dev.bonghwa.egress.EgressBench.RAMP;
import static dev.bonghwa.egress.EgressBench.ROUNDED;
import static dev.bonghwa.egress.EgressBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.EgressBench.Member;
import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.EgressReport.Stage;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A group's pauses: who makes them, how long they last, whose probe ends them. */
class EgressPauseIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final EgressBench bench = new EgressBench(redis);

  private final Member one = bench.auto("one");
  private final Member other = bench.auto("other");

  @Test
  void aPause_isEverybodys() {
    one.limited(Duration.ofSeconds(5));
    bench.pass(SECOND);

    EgressGrant heard = other.call();

    assertThat(heard.cause()).isEqualTo(EgressCause.GLOBAL_LIMIT);
    assertThat(heard.pause()).isEqualTo(Duration.ofSeconds(4));
    assertThat(heard.requests()).isZero();
  }

  @Test
  void aPause_outlivesItsNodes() {
    one.refused(EgressCause.BAN, Duration.ZERO, Probe.NONE);

    Member reborn = bench.auto("one-again");

    assertThat(reborn.call().pause()).isEqualTo(MINUTE);
    assertThat(bench.ttl(GROUP)).isBetween(FRESH, LIVES);
    assertThat(bench.ttl(NODES)).isBetween(FRESH, LIVES);
  }

  @Test
  void afterAPause_thereIsOneProbeInTheGroup() {
    one.limited(SECOND);
    bench.pass(SECOND);

    EgressGrant first = other.call();
    EgressGrant second = one.call();

    assertThat(first.probe()).isPositive();
    assertThat(second.probe()).isZero();
    assertThat(second.requests()).isZero();
    other.probe(first.probe(), Stage.ANSWERED);
    assertThat(one.call().cause()).isNull();
  }

  @Test
  void aProbeThatWasNotSent_goesToAnother() {
    one.limited(SECOND);
    bench.pass(SECOND);

    other.probe(other.call().probe(), Stage.UNSENT);

    assertThat(one.call().probe()).isEqualTo(2);
  }

  @Test
  void aProbeWhoseHolderDied_goesToAnother() {
    one.limited(SECOND);
    bench.pass(SECOND);
    long lost = other.call().probe();
    bench.pass(Duration.ofSeconds(4));
    assertThat(one.call().probe()).isZero();

    bench.pass(SECOND);
    assertThat(one.call().probe()).isEqualTo(lost + 1);

    other.probe(lost, Stage.ANSWERED);
    assertThat(other.call().cause()).isEqualTo(EgressCause.GLOBAL_LIMIT);
  }

  @Test
  void theCopyOfACall_bringsNoProbeThatIsAnothersByNow() {
    one.limited(SECOND);
    bench.pass(SECOND);
    long probe = other.call().probe();
    assertThat(other.again().probe()).isEqualTo(probe);

    bench.pass(Duration.ofSeconds(6));
    one.call();

    assertThat(other.again().probe()).isZero();
  }

  @Test
  void theCopyOfACall_holdsItsProbeAnew() {
    one.limited(SECOND);
    bench.pass(SECOND);
    long probe = other.call().probe();
    bench.pass(Duration.ofSeconds(4));
    assertThat(other.again().probe()).isEqualTo(probe);

    bench.pass(Duration.ofSeconds(4));

    assertThat(one.call().probe()).isZero();
  }

  @Test
  void aProbeUnderWay_isNobodyElses() {
    one.limited(SECOND);
    bench.pass(SECOND);
    long probe = other.call().probe();
    for (int i = 0; i < 5; i++) {
      bench.pass(Duration.ofSeconds(3));
      other.probe(probe, Stage.SENT);
      assertThat(one.call().probe()).isZero();
    }
  }

  @Test
  void anAnswerFromBeforeThePause_lengthensItOnly() {
    one.limited(Duration.ofSeconds(2));
    bench.pass(SECOND);

    assertThat(other.limited(Duration.ofSeconds(3)).pause()).isEqualTo(Duration.ofSeconds(3));

    one.resume();
    bench.pass(MINUTE);
    assertThat(one.rate()).isEqualTo(FIRST * BACK, ROUNDED);
  }

  @Test
  void aBan_doublesToFifteenMinutesWhileProbesFindIt() {
    EgressGrant grant = one.refused(EgressCause.BAN, MINUTE, Probe.NONE);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seconds.add(grant.pause().toSeconds());
      bench.pass(grant.pause());
      Probe probe = new Probe(one.call().probe(), Stage.REFUSED);
      grant = one.refused(EgressCause.BAN, MINUTE, probe);
    }

    assertThat(seconds).containsExactly(60L, 120L, 240L, 480L, 900L, 900L);
    one.resume();
    assertThat(one.refused(EgressCause.BAN, MINUTE, Probe.NONE).pause()).isEqualTo(MINUTE);
  }

  @Test
  void afterAPause_theRateComesBackSlowly() {
    one.limited(SECOND);
    one.resume();

    assertThat(one.rate()).isEqualTo(RAMP);
    bench.pass(SECOND);
    assertThat(one.rate()).isEqualTo(2 * RAMP);
    bench.pass(SECOND.multipliedBy(2));
    assertThat(one.rate()).isEqualTo(FIRST * BACK, ROUNDED);
  }

  @Test
  void aPause_lastsNoLongerWhenTheClockIsSetBack() {
    one.refused(EgressCause.BAN, MINUTE, Probe.NONE);

    bench.pass(HOUR.negated());

    assertThat(other.call().pause()).isEqualTo(MINUTE);
    bench.pass(MINUTE);
    assertThat(other.call().probe()).isPositive();
  }

  @Test
  void afterAPause_theRateComesBackAlsoWhenTheClockIsSetBack() {
    one.limited(SECOND);
    one.resume();
    bench.pass(SECOND);

    bench.pass(HOUR.negated());

    assertThat(one.rate()).isEqualTo(RAMP);
    bench.pass(SECOND);
    assertThat(one.rate()).isEqualTo(2 * RAMP);
  }

  @Test
  void invalidAnswersOfAllNodes_stopTheGroup() {
    one.invalid(BUDGET / 2);
    assertThat(other.invalid(BUDGET / 2 - 1).cause()).isNull();

    EgressGrant spent = other.invalid(1);

    assertThat(spent.invalid()).isEqualTo(BUDGET);
    assertThat(spent.cause()).isEqualTo(EgressCause.INVALID_BUDGET);
    assertThat(spent.pause()).isEqualTo(MINUTE);
  }

  @Test
  void invalidAnswersThatAProgramCountedWithoutTellingUntilWhen_areNoticedWithinHalfAMinute() {
    one.call();
    bench.pass(SECOND);
    redis.server().call("HSET", INVALID, bench.slot(), "" + BUDGET);
    assertThat(one.call().invalid()).isZero();

    bench.pass(Duration.ofSeconds(30));

    assertThat(one.call().cause()).isEqualTo(EgressCause.INVALID_BUDGET);
  }

  @Test
  void invalidAnswersSoonAfterALookThatFoundNone_areCounted() {
    one.call();
    bench.pass(SECOND);

    EgressGrant grant = one.invalid(1);

    assertThat(grant.invalid()).isEqualTo(1);
    assertThat(one.call().invalid()).isEqualTo(1);
  }

  @Test
  void invalidAnswers_allowAProbeAMinuteUntilTheyAreOld() {
    one.invalid(BUDGET);

    one.resume();
    assertThat(one.call().cause()).isEqualTo(EgressCause.INVALID_BUDGET);
    bench.pass(Duration.ofMinutes(11));
    one.resume();

    EgressGrant grant = one.call();
    assertThat(grant.invalid()).isZero();
    assertThat(grant.cause()).isNull();
  }

  @Test
  void invalidAnswers_countForTenMinutes() {
    one.invalid(1);

    bench.pass(Duration.ofSeconds(605));
    assertThat(one.call().invalid()).isEqualTo(1);

    bench.pass(Duration.ofSeconds(30));
    assertThat(one.call().invalid()).isZero();
    assertThat(redis.server().call("EXISTS", INVALID)).isEqualTo("0");
  }

  @Test
  void invalidAnswers_ofATimeThatIsYetToCome_areForgotten() {
    one.invalid(BUDGET);

    bench.pass(HOUR.negated());

    assertThat(one.invalid(1).invalid()).isEqualTo(1);
  }
}
