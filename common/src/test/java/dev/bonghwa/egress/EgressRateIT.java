package dev.bonghwa.egress;

import static dev.bonghwa.egress.EgressBench.BACK;
import static dev.bonghwa.egress.EgressBench.BELOW;
import static dev.bonghwa.egress.EgressBench.FIRST;
import static dev.bonghwa.egress.EgressBench.GROWTH;
import static dev.bonghwa.egress.EgressBench.MINUTE;
import static dev.bonghwa.egress.EgressBench.PERIOD;
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
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a group finds the rate that its address is allowed. */
class EgressRateIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final EgressBench bench = new EgressBench(redis);

  private final Member one = bench.auto("one");
  private final Member other = bench.auto("other");

  @Test
  void theRate_growsWhileItIsUsedInFull() {
    bench.send(PERIOD, one, other);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH);

    bench.send(PERIOD, one, other);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH * GROWTH, ROUNDED);

    bench.pass(MINUTE);
    assertThat(one.rate()).isEqualTo(FIRST * GROWTH * GROWTH, ROUNDED);
  }

  @Test
  void aLimit_takesBackTheStepThatHasNotHeld() {
    bench.send(PERIOD, one);
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
      bench.send(PERIOD, one);
      rates.add(one.rate());
      if (one.rate() > allowed) {
        one.limited(SECOND);
        one.resume();
        bench.send(SECOND.multipliedBy(3), one);
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
    Member fast = bench.member("fast", "auto:" + own);
    assertThat(fast.rate()).isEqualTo(own);

    fast.limited(SECOND);
    fast.resume();

    assertThat(fast.rate()).isEqualTo(6 * RAMP);
    bench.send(Duration.ofSeconds(14), fast);
    assertThat(fast.rate()).isBetween(own * BACK, 1.0 * own);
  }

  @Test
  void aLimitThatWasChance_isPassedAfterAMinute() {
    one.limited(SECOND);
    resumeInFull();
    bench.send(PERIOD.multipliedBy(2), one);
    assertThat(one.rate()).isEqualTo(FIRST * BELOW, ROUNDED);

    bench.pass(MINUTE);
    bench.send(PERIOD.multipliedBy(3), one);

    assertThat(one.rate()).isGreaterThan(FIRST);
  }

  @Test
  void aLimitThatIsFoundAgain_isTriedMoreSeldom() {
    one.limited(SECOND);
    resumeInFull();
    bench.pass(MINUTE);
    one.limited(SECOND);
    resumeInFull();
    bench.send(PERIOD.multipliedBy(2), one);
    double found = one.rate();

    bench.pass(MINUTE);
    bench.send(PERIOD.multipliedBy(2), one);
    assertThat(one.rate()).isEqualTo(found);

    bench.pass(MINUTE);
    bench.send(PERIOD.multipliedBy(2), one);
    assertThat(one.rate()).isGreaterThan(found);
  }

  @Test
  void theCeiling_isForgottenAfterADay() {
    one.limited(SECOND);
    resumeInFull();
    bench.pass(Duration.ofHours(24));

    bench.send(Duration.ofSeconds(12), one);

    assertThat(one.rate()).isEqualTo(FIRST * BACK * GROWTH, ROUNDED);
  }

  @Test
  void aSecondLimitWithinAMinute_halves() {
    one.limited(SECOND);
    resumeInFull();

    other.limited(SECOND);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST * BACK / 2, ROUNDED);
    bench.pass(MINUTE);
    other.limited(SECOND);
    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST * BACK / 2 * BACK, ROUNDED);
  }

  @Test
  void aLimitThatAProbeMeets_changesNoRate() {
    one.limited(SECOND);
    bench.pass(SECOND);
    Probe probe = new Probe(one.call().probe(), Stage.REFUSED);

    one.refused(EgressCause.GLOBAL_LIMIT, SECOND, probe);

    resumeInFull();
    assertThat(one.rate()).isEqualTo(FIRST * BACK, ROUNDED);
  }

  @Test
  void aFixedRate_neitherGrowsNorShrinks() {
    Member fixed = bench.member("fixed", "20");
    bench.send(PERIOD, fixed);
    assertThat(fixed.rate()).isEqualTo(20);

    fixed.limited(SECOND);
    fixed.resume();
    bench.pass(Duration.ofSeconds(10));

    assertThat(fixed.rate()).isEqualTo(20);
    assertThat(one.rate()).isEqualTo(FIRST);
  }

  private void resumeInFull() {
    one.resume();
    bench.pass(Duration.ofSeconds(3));
  }
}
