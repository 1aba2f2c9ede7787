package dev.bonghwa.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bonghwa.egress.EgressBench.Member;
import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.EgressReport.Stage;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class EgressGroupIT {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private EmbeddedRedis server;
  private EgressBench bench;
  private Member one;
  private Member other;

  @BeforeEach
  void open(EmbeddedRedis running) {
    server = running;
    bench = new EgressBench(running);
    one = bench.auto("one");
    other = bench.auto("other");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aNodeAlone_hasTheWholeRate() {
    bench.send(Duration.ofSeconds(8), one);

    assertThat(bench.sends).hasSizeBetween(8 * 45, 8 * 45 + 24);
    assertThat(bench.mostInASecond()).isBetween(45L, 46L);
  }

  @Test
  void twoNodes_sendTogetherNoFasterThanOne() {
    bench.send(Duration.ofSeconds(8), one, other);

    assertThat(bench.sends).hasSizeBetween(8 * 45, 8 * 45 + 24);
    assertThat(bench.mostInASecond()).isBetween(45L, 46L);
  }

  @Test
  void theNodeThatAlwaysAsksLast_getsItsPartToo() {
    for (int quarter = 0; quarter < 16; quarter++) {
      bench.pass(Duration.ofMillis(250));
      one.send(1_000);
      other.send(1_000);
    }

    assertThat(bench.sends).hasSizeBetween(4 * 45, 4 * 45 + 24);
    assertThat(other.sent).isGreaterThan(bench.sends.size() / 4);
  }

  @Test
  void aNodeWithLittleToSend_leavesTheRestToTheOther() {
    int little = 0;
    for (int quarter = 0; quarter < 32; quarter++) {
      bench.pass(Duration.ofMillis(250));
      little += other.send(1).requests();
      one.send(1_000);
    }

    assertThat(little).isEqualTo(32);
    assertThat(bench.sends).hasSizeBetween(8 * 45 - 5, 8 * 45 + 24);
  }

  @Test
  void aRateBelowOneASecond_isKept() {
    Member slow = bench.member("slow", "0.5");
    bench.send(Duration.ofSeconds(20), slow);

    assertThat(bench.sends).hasSizeBetween(10, 11);
    assertThat(bench.mostInASecond()).isEqualTo(1);
  }

  @Test
  void whatWasNotUsed_isNotSavedUp() {
    one.send(1_000);
    bench.pass(MINUTE);
    bench.sends.clear();

    bench.send(SECOND.multipliedBy(2), one);

    assertThat(bench.mostInASecond()).isBetween(45L, 46L);
  }

  @Test
  void withoutARate_onlyAPauseHolds() {
    Member free = bench.member("free", "off");

    assertThat(free.call().isUnlimited()).isTrue();
    one.limited(SECOND);
    assertThat(free.call().isUnlimited()).isFalse();
    free.resume();
    assertThat(free.rate()).isEqualTo(10);
    bench.pass(Duration.ofSeconds(14));
    assertThat(free.call().isUnlimited()).isTrue();
  }

  @Test
  void theCopyOfACall_isTakenInOnceAndGrantedOnce() {
    EgressGrant first = one.call();
    EgressGrant copy = one.again();

    assertThat(copy).isEqualTo(first);
    assertThat(copy.invalid()).isZero();
    bench.pass(Duration.ofMillis(250));
    assertThat(other.call().start()).isCloseTo(end(first).minusMillis(250), Duration.ofNanos(100));
    EgressGrant late = one.call(0, new EgressReport(1_000, 0, 0, null, Probe.NONE));
    assertThat(late.requests()).isZero();
  }

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
    assertThat(ttl("bonghwa:{egress:home}")).isBetween(92_600L, 93_600L);
    assertThat(ttl("bonghwa:{egress:home}:nodes")).isBetween(92_600L, 93_600L);
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
    assertThat(one.rate()).isEqualTo(43.2);
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

    assertThat(one.rate()).isEqualTo(10);
    bench.pass(SECOND);
    assertThat(one.rate()).isEqualTo(20);
    bench.pass(SECOND.multipliedBy(2));
    assertThat(one.rate()).isEqualTo(43.2);
  }

  @Test
  void invalidAnswersOfAllNodes_stopTheGroup() {
    one.invalid(2_500);
    assertThat(other.invalid(2_499).cause()).isNull();

    EgressGrant spent = other.invalid(1);

    assertThat(spent.invalid()).isEqualTo(5_000);
    assertThat(spent.cause()).isEqualTo(EgressCause.INVALID_BUDGET);
    assertThat(spent.pause()).isEqualTo(MINUTE);
  }

  @Test
  void invalidAnswersThatAProgramCountedWithoutTellingUntilWhen_areNoticedWithinHalfAMinute() {
    one.call();
    bench.pass(SECOND);
    server.call("HSET", "bonghwa:{egress:home}:invalid", bench.slot(), "5000");
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
    one.invalid(5_000);

    one.resume();
    assertThat(one.call().cause()).isEqualTo(EgressCause.INVALID_BUDGET);
    bench.pass(Duration.ofMinutes(11));
    one.resume();

    EgressGrant grant = one.call();
    assertThat(grant.invalid()).isZero();
    assertThat(grant.cause()).isNull();
  }

  @Test
  void theRate_growsWhileItIsUsedInFull() {
    bench.send(Duration.ofSeconds(11), one, other);
    assertThat(one.rate()).isEqualTo(56.25);

    bench.send(Duration.ofSeconds(11), one, other);
    assertThat(one.rate()).isEqualTo(70.312);

    bench.pass(MINUTE);
    assertThat(one.rate()).isEqualTo(70.312);
  }

  @Test
  void aLimit_takesBackTheStepThatHasNotHeld() {
    bench.send(Duration.ofSeconds(11), one);
    assertThat(one.rate()).isEqualTo(56.25);

    one.limited(SECOND);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(45);
  }

  @Test
  void afterAStepThatHasNotHeld_smallerOnesComeCloseToTheLimit() {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      bench.send(Duration.ofSeconds(11), one);
      rates.add(one.rate());
      if (one.rate() > 50) {
        one.limited(SECOND);
        one.resume();
        bench.send(SECOND.multipliedBy(3), one);
      }
    }

    assertThat(rates).containsExactly(56.25, 50.625, 47.812, 49.219, 49.219, 49.219);
  }

  @Test
  void aRateOfItsOwn_isWhereItBegins() {
    Member fast = bench.member("fast", "auto:270");
    assertThat(fast.rate()).isEqualTo(270);

    fast.limited(SECOND);
    fast.resume();

    assertThat(fast.rate()).isEqualTo(60);
    bench.send(Duration.ofSeconds(14), fast);
    assertThat(fast.rate()).isBetween(259.2, 270.0);
  }

  @Test
  void aLimitThatWasChance_isPassedAfterAMinute() {
    one.limited(SECOND);
    resumeInFull();
    bench.send(Duration.ofSeconds(22), one);
    assertThat(one.rate()).isEqualTo(44.1);

    bench.pass(MINUTE);
    bench.send(Duration.ofSeconds(33), one);

    assertThat(one.rate()).isGreaterThan(45);
  }

  @Test
  void aLimitThatIsFoundAgain_isTriedMoreSeldom() {
    one.limited(SECOND);
    resumeInFull();
    bench.pass(MINUTE);
    one.limited(SECOND);
    resumeInFull();
    bench.send(Duration.ofSeconds(22), one);
    double found = one.rate();

    bench.pass(MINUTE);
    bench.send(Duration.ofSeconds(22), one);
    assertThat(one.rate()).isEqualTo(found);

    bench.pass(MINUTE);
    bench.send(Duration.ofSeconds(22), one);
    assertThat(one.rate()).isGreaterThan(found);
  }

  @Test
  void theCeiling_isForgottenAfterADay() {
    one.limited(SECOND);
    resumeInFull();
    bench.pass(Duration.ofHours(24));

    bench.send(Duration.ofSeconds(12), one);

    assertThat(one.rate()).isEqualTo(54);
  }

  @Test
  void aSecondLimitWithinAMinute_halves() {
    one.limited(SECOND);
    resumeInFull();

    other.limited(SECOND);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(21.6, within(0.001));
    bench.pass(MINUTE);
    other.limited(SECOND);
    resumeInFull();
    assertThat(one.rate()).isEqualTo(20.736, within(0.001));
  }

  @Test
  void aLimitThatAProbeMeets_changesNoRate() {
    one.limited(SECOND);
    bench.pass(SECOND);
    Probe probe = new Probe(one.call().probe(), Stage.REFUSED);

    one.refused(EgressCause.GLOBAL_LIMIT, SECOND, probe);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(43.2);
  }

  @Test
  void aFixedRate_neitherGrowsNorShrinks() {
    Member fixed = bench.member("fixed", "20");
    bench.send(Duration.ofSeconds(11), fixed);
    assertThat(fixed.rate()).isEqualTo(20);

    fixed.limited(SECOND);
    fixed.resume();
    bench.pass(Duration.ofSeconds(10));

    assertThat(fixed.rate()).isEqualTo(20);
    assertThat(one.rate()).isEqualTo(45);
  }

  @Test
  void aClockThatWentBack_holdsNobodyUp() {
    one.call();
    bench.pass(Duration.ofHours(-1));
    one.call();
    bench.pass(SECOND);

    assertThat(one.call().requests()).isPositive();
  }

  @Test
  void itsKeys_liveOnWithItsCalls_thatOfANewKindToo() {
    one.call();
    List.of("", ":nodes").forEach(key -> server.call("EXPIRE", "bonghwa:{egress:home}" + key, "9"));
    one.call();
    assertThat(ttl("bonghwa:{egress:home}")).as("counted anew once an hour").isLessThan(10);

    bench.pass(Duration.ofMinutes(61));
    one.call();
    assertThat(ttl("bonghwa:{egress:home}")).isGreaterThan(90_000);
    assertThat(ttl("bonghwa:{egress:home}:nodes")).isGreaterThan(90_000);

    one.invalid(1);
    assertThat(ttl("bonghwa:{egress:home}:invalid")).isGreaterThan(90_000);
  }

  @Test
  void aKeyOfAWrongType_isNamed() {
    server.call("SET", "bonghwa:{egress:home}:nodes", "nonsense");

    assertThatThrownBy(one::call)
        .hasMessageContaining(
            "delete the one of bonghwa:{egress:home}, bonghwa:{egress:home}:nodes and")
        .hasMessageContaining("WRONGTYPE");

    server.call("DEL", "bonghwa:{egress:home}:nodes");
    assertThat(one.call().requests()).isPositive();
  }

  private void resumeInFull() {
    one.resume();
    bench.pass(Duration.ofSeconds(3));
  }

  private static Duration end(EgressGrant grant) {
    return grant.start().plus(grant.interval().multipliedBy(grant.requests()));
  }

  private long ttl(String key) {
    return Long.parseLong(server.call("TTL", key));
  }
}
