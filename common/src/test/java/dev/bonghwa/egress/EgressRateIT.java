package dev.bonghwa.egress;

import static dev.bonghwa.egress.EgressRig.BACK;
import static dev.bonghwa.egress.EgressRig.BELOW;
import static dev.bonghwa.egress.EgressRig.FIRST;
import static dev.bonghwa.egress.EgressRig.GROWTH;
import static dev.bonghwa.egress.EgressRig.MINUTE;
import static dev.bonghwa.egress.EgressRig.PERIOD;
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
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a group finds the rate that its address is allowed. */
class EgressRateIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final EgressRig rig = new EgressRig(redis);

  private final Member one = rig.auto("one");
  private final Member other = rig.auto("other");

  @Test
  void theRate_growsWhileItIsUsedInFull() {
    rig.send(PERIOD, one, other);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH);

    rig.send(PERIOD, one, other);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH * GROWTH, ROUNDED);

    rig.pass(MINUTE);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH * GROWTH, ROUNDED);
  }

  @Test
  void aLimit_takesBackTheStepThatHasNotHeld() {
    rig.send(PERIOD, one);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH);

    one.limited(SECOND);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST);
  }

  @Test
  void afterAStepThatHasNotHeld_smallerOnesComeCloseToTheLimit() {
    double allowed = FIRST + 5;
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rig.send(PERIOD, one);
      rates.add(one.rate());
      if (one.rate() > allowed) {
        one.limited(SECOND);
        one.resume();
        rig.send(SECOND.multipliedBy(3), one);
      }
    }

    double step = FIRST * GROWTH;
    double half = (FIRST + step) / 2;
    double quarter = (FIRST + half) / 2;
    double near = (quarter + half) / 2;
    assertThat(rates)
        .usingElementComparator(new DoubleComparator(0.001))
        .containsExactly(step, half, quarter, near, near, near);
  }

  @Test
  void aRateOfItsOwn_isWhereItBegins() {
    int own = 6 * FIRST;
    Member fast = rig.member("fast", "auto:" + own);
    assertThat(fast.rate()).isEqualTo(own);

    fast.limited(SECOND);
    fast.resume();

    assertThat(fast.rate()).isEqualTo(6 * RAMP);
    rig.send(Duration.ofSeconds(14), fast);
    assertThat(fast.rate()).isBetween(own * BACK, 1.0 * own);
  }

  @Test
  void aLimitThatWasChance_isPassedAfterAMinute() {
    one.limited(SECOND);
    resumeInFull();
    rig.send(PERIOD.multipliedBy(2), one);
    assertThat(one.rate()).isEqualTo(FIRST * BELOW, ROUNDED);

    rig.pass(MINUTE);
    rig.send(PERIOD.multipliedBy(3), one);

    assertThat(one.rate()).isGreaterThan(FIRST);
  }

  @Test
  void aLimitThatIsFoundAgain_isTriedMoreSeldom() {
    one.limited(SECOND);
    resumeInFull();
    rig.pass(MINUTE);
    one.limited(SECOND);
    resumeInFull();
    rig.send(PERIOD.multipliedBy(2), one);
    double found = one.rate();

    rig.pass(MINUTE);
    rig.send(PERIOD.multipliedBy(2), one);
    assertThat(one.rate()).isEqualTo(found);

    rig.pass(MINUTE);
    rig.send(PERIOD.multipliedBy(2), one);
    assertThat(one.rate()).isGreaterThan(found);
  }

  @Test
  void theCeiling_isForgottenAfterADay() {
    one.limited(SECOND);
    resumeInFull();
    rig.pass(Duration.ofHours(24));

    rig.send(Duration.ofSeconds(12), one);

    assertThat(one.rate()).isEqualTo(FIRST * BACK * GROWTH, ROUNDED);
  }

  @Test
  void aSecondLimitWithinAMinute_halves() {
    one.limited(SECOND);
    resumeInFull();

    other.limited(SECOND);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST * BACK / 2, ROUNDED);
    rig.pass(MINUTE);
    other.limited(SECOND);
    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST * BACK / 2 * BACK, ROUNDED);
  }

  @Test
  void aLimitThatAProbeMeets_changesNoRate() {
    one.limited(SECOND);
    rig.pass(SECOND);
    Probe probe = new Probe(one.call().probe(), Stage.REFUSED);

    one.refused(EgressCause.GLOBAL_LIMIT, SECOND, probe);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST * BACK, ROUNDED);
  }

  @Test
  void aFixedRate_neitherGrowsNorShrinks() {
    Member fixed = rig.member("fixed", "20");
    rig.send(PERIOD, fixed);
    assertThat(fixed.rate()).isEqualTo(20);

    fixed.limited(SECOND);
    fixed.resume();
    rig.pass(Duration.ofSeconds(10));

    assertThat(fixed.rate()).isEqualTo(20);
    assertThat(one.rate()).isEqualTo(FIRST);
  }

  private void resumeInFull() {
    one.resume();
    rig.pass(Duration.ofSeconds(3));
  }
}
