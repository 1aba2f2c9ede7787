package dev.bonghwa.egress;

import static org.assertj.core.api.Assertions.assertThat;
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

/** How a group finds the rate that its address is allowed. */
@ExtendWith(RedisExtension.class)
class EgressRateIT {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private EgressBench bench;
  private Member one;
  private Member other;

  @BeforeEach
  void open(EmbeddedRedis running) {
    bench = new EgressBench(running);
    one = bench.auto("one");
    other = bench.auto("other");
  }

  @AfterEach
  void close() {
    bench.close();
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

  private void resumeInFull() {
    one.resume();
    bench.pass(Duration.ofSeconds(3));
  }
}
