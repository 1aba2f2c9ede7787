package dev.bonghwa.egress;

import static dev.bonghwa.egress.EgressRig.BACK;
import static dev.bonghwa.egress.EgressRig.BUDGET;
import static dev.bonghwa.egress.EgressRig.FIRST;
import static dev.bonghwa.egress.EgressRig.FRESH;
import static dev.bonghwa.egress.EgressRig.GROUP;
import static dev.bonghwa.egress.EgressRig.HOUR;
import static dev.bonghwa.egress.EgressRig.INVALID;
import static dev.bonghwa.egress.EgressRig.LIVES;
import static dev.bonghwa.egress.EgressRig.MINUTE;
import static dev.bonghwa.egress.EgressRig.NODES;
import static dev.bonghwa.egress.EgressRig.RAMP;
import static dev.bonghwa.egress.EgressRig.ROUNDED;
import static dev.bonghwa.egress.EgressRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.EgressReport.Stage;
import dev.bonghwa.egress.EgressRig.Member;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A group's pauses: who makes them, how long they last, whose probe ends them. */
class EgressPauseIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final EgressRig rig = new EgressRig(redis);

  private final Member one = rig.auto("one");
  private final Member other = rig.auto("other");

  @Test
  void aPause_isEverybodys() {
    one.limited(Duration.ofSeconds(5));
    rig.pass(SECOND);

    EgressGrant heard = other.call();

    assertThat(heard.cause()).isEqualTo(EgressCause.GLOBAL_LIMIT);
    assertThat(heard.pause()).isEqualTo(Duration.ofSeconds(4));
    assertThat(heard.requests()).isZero();
  }

  @Test
  void aPause_outlivesItsNodes() {
    one.refused(EgressCause.BAN, Duration.ZERO, Probe.NONE);

    Member reborn = rig.auto("one-again");

    assertThat(reborn.call().pause()).isEqualTo(MINUTE);
    assertThat(rig.ttl(GROUP)).isBetween(FRESH, LIVES);
    assertThat(rig.ttl(NODES)).isBetween(FRESH, LIVES);
  }

  @Test
  void afterAPause_thereIsOneProbeInTheGroup() {
    one.limited(SECOND);
    rig.pass(SECOND);

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
    rig.pass(SECOND);

    other.probe(other.call().probe(), Stage.UNSENT);

    assertThat(one.call().probe()).isEqualTo(2);
  }

  @Test
  void aProbeWhoseHolderDied_goesToAnother() {
    one.limited(SECOND);
    rig.pass(SECOND);
    long lost = other.call().probe();
    rig.pass(Duration.ofSeconds(4));
    assertThat(one.call().probe()).isZero();

    rig.pass(SECOND);
    assertThat(one.call().probe()).isEqualTo(lost + 1);

    other.probe(lost, Stage.ANSWERED);
    assertThat(other.call().cause()).isEqualTo(EgressCause.GLOBAL_LIMIT);
  }

  @Test
  void theCopyOfACall_bringsNoProbeThatIsAnothersByNow() {
    one.limited(SECOND);
    rig.pass(SECOND);
    long probe = other.call().probe();
    assertThat(other.again().probe()).isEqualTo(probe);

    rig.pass(Duration.ofSeconds(6));
    one.call();

    assertThat(other.again().probe()).isZero();
  }

  @Test
  void theCopyOfACall_holdsItsProbeAnew() {
    one.limited(SECOND);
    rig.pass(SECOND);
    long probe = other.call().probe();
    rig.pass(Duration.ofSeconds(4));
    assertThat(other.again().probe()).isEqualTo(probe);

    rig.pass(Duration.ofSeconds(4));

    assertThat(one.call().probe()).isZero();
  }

  @Test
  void aProbeUnderWay_isNobodyElses() {
    one.limited(SECOND);
    rig.pass(SECOND);
    long probe = other.call().probe();
    for (int i = 0; i < 5; i++) {
      rig.pass(Duration.ofSeconds(3));
      other.probe(probe, Stage.SENT);
      assertThat(one.call().probe()).isZero();
    }
  }

  @Test
  void anAnswerFromBeforeThePause_lengthensItOnly() {
    one.limited(Duration.ofSeconds(2));
    rig.pass(SECOND);

    assertThat(other.limited(Duration.ofSeconds(3)).pause()).isEqualTo(Duration.ofSeconds(3));

    one.resume();
    rig.pass(MINUTE);
    assertThat(one.rate()).isEqualTo(FIRST * BACK, ROUNDED);
  }

  @Test
  void aBan_doublesToFifteenMinutesWhileProbesFindIt() {
    EgressGrant grant = one.refused(EgressCause.BAN, MINUTE, Probe.NONE);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seconds.add(grant.pause().toSeconds());
      rig.pass(grant.pause());
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
    rig.pass(SECOND);
    assertThat(one.rate()).isEqualTo(2 * RAMP);
    rig.pass(SECOND.multipliedBy(2));
    assertThat(one.rate()).isEqualTo(FIRST * BACK, ROUNDED);
  }

  @Test
  void aPause_lastsNoLongerWhenTheClockIsSetBack() {
    one.refused(EgressCause.BAN, MINUTE, Probe.NONE);

    rig.pass(HOUR.negated());

    assertThat(other.call().pause()).isEqualTo(MINUTE);
    rig.pass(MINUTE);
    assertThat(other.call().probe()).isPositive();
  }

  @Test
  void afterAPause_theRateComesBackAlsoWhenTheClockIsSetBack() {
    one.limited(SECOND);
    one.resume();
    rig.pass(SECOND);

    rig.pass(HOUR.negated());

    assertThat(one.rate()).isEqualTo(RAMP);
    rig.pass(SECOND);
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
    rig.pass(SECOND);
    redis.server().call("HSET", INVALID, rig.slot(), "" + BUDGET);
    assertThat(one.call().invalid()).isZero();

    rig.pass(Duration.ofSeconds(30));

    assertThat(one.call().cause()).isEqualTo(EgressCause.INVALID_BUDGET);
  }

  @Test
  void invalidAnswersSoonAfterALookThatFoundNone_areCounted() {
    one.call();
    rig.pass(SECOND);

    EgressGrant grant = one.invalid(1);

    assertThat(grant.invalid()).isEqualTo(1);
    assertThat(one.call().invalid()).isEqualTo(1);
  }

  @Test
  void invalidAnswers_allowAProbeAMinuteUntilTheyAreOld() {
    one.invalid(BUDGET);

    one.resume();
    assertThat(one.call().cause()).isEqualTo(EgressCause.INVALID_BUDGET);
    rig.pass(Duration.ofMinutes(11));
    one.resume();

    EgressGrant grant = one.call();
    assertThat(grant.invalid()).isZero();
    assertThat(grant.cause()).isNull();
  }

  @Test
  void invalidAnswers_countForTenMinutes() {
    one.invalid(1);

    rig.pass(Duration.ofSeconds(605));
    assertThat(one.call().invalid()).isEqualTo(1);

    rig.pass(Duration.ofSeconds(30));
    assertThat(one.call().invalid()).isZero();
    assertThat(redis.server().call("EXISTS", INVALID)).isEqualTo("0");
  }

  @Test
  void invalidAnswers_ofATimeThatIsYetToCome_areForgotten() {
    one.invalid(BUDGET);

    rig.pass(HOUR.negated());

    assertThat(one.invalid(1).invalid()).isEqualTo(1);
  }
}
