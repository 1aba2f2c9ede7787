package dev.bonghwa.egress;

import static dev.bonghwa.egress.EgressRig.AHEAD;
import static dev.bonghwa.egress.EgressRig.FIRST;
import static dev.bonghwa.egress.EgressRig.FRESH;
import static dev.bonghwa.egress.EgressRig.GROUP;
import static dev.bonghwa.egress.EgressRig.HOUR;
import static dev.bonghwa.egress.EgressRig.INVALID;
import static dev.bonghwa.egress.EgressRig.LIVES;
import static dev.bonghwa.egress.EgressRig.MINUTE;
import static dev.bonghwa.egress.EgressRig.NODES;
import static dev.bonghwa.egress.EgressRig.RAMP;
import static dev.bonghwa.egress.EgressRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.EgressRig.Member;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a group gives its nodes to send. */
class EgressGroupIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final EgressRig rig = new EgressRig(redis);

  private final Member one = rig.auto("one");
  private final Member other = rig.auto("other");

  @Test
  void aNodeAlone_hasTheWholeRate() {
    rig.send(Duration.ofSeconds(8), one);

    assertThat(rig.sends).hasSizeBetween(8 * FIRST, 8 * FIRST + AHEAD + 1);
    assertThat(rig.mostInASecond()).isBetween(FIRST, FIRST + 1);
  }

  @Test
  void twoNodes_sendTogetherNoFasterThanOne() {
    rig.send(Duration.ofSeconds(8), one, other);

    assertThat(rig.sends).hasSizeBetween(8 * FIRST, 8 * FIRST + AHEAD + 1);
    assertThat(rig.mostInASecond()).isBetween(FIRST, FIRST + 1);
  }

  @Test
  void theNodeThatAlwaysAsksLast_getsItsPartToo() {
    for (int quarter = 0; quarter < 16; quarter++) {
      rig.pass(Duration.ofMillis(250));
      one.send(1_000);
      other.send(1_000);
    }

    assertThat(rig.sends).hasSizeBetween(4 * FIRST, 4 * FIRST + AHEAD + 1);
    assertThat(other.sent).isGreaterThan(rig.sends.size() / 4);
  }

  @Test
  void aNodeWithLittleToSend_leavesTheRestToTheOther() {
    int little = 0;
    for (int quarter = 0; quarter < 32; quarter++) {
      rig.pass(Duration.ofMillis(250));
      little += other.send(1).requests();
      one.send(1_000);
    }

    assertThat(little).isEqualTo(32);
    assertThat(rig.sends).hasSizeBetween(8 * FIRST - 5, 8 * FIRST + AHEAD + 1);
  }

  @Test
  void aNodeThatIsSilentForASecond_leavesItsPartToTheOther_andIsForgottenLater() {
    other.call();
    rig.pass(SECOND);
    assertThat(one.call().requests()).isEqualTo(AHEAD);
    assertThat(redis.server().call("HLEN", NODES)).isEqualTo("2");

    rig.pass(Duration.ofMinutes(11));
    one.call();

    assertThat(redis.server().call("HLEN", NODES)).isEqualTo("1");
  }

  @Test
  void aNodeThatFellSilentBeforeTheClockWasSetBack_leavesItsPartToTheOther() {
    other.call();
    one.call();

    rig.pass(HOUR.negated());
    one.call();
    rig.pass(SECOND);

    assertThat(one.call().requests()).isEqualTo(AHEAD);
  }

  @Test
  void aCopyOfACallFromBeforeTheClockWasSetBack_isDueNow() {
    Duration due = one.call().start();

    rig.pass(HOUR.negated());
    other.call();

    assertThat(one.again().start()).isEqualTo(due);
  }

  @Test
  void aRateBelowOneASecond_isKept() {
    Member slow = rig.member("slow", "0.5");
    rig.send(Duration.ofSeconds(20), slow);

    assertThat(rig.sends).hasSizeBetween(10, 11);
    assertThat(rig.mostInASecond()).isEqualTo(1);
  }

  @Test
  void whatWasNotUsed_isNotSavedUp() {
    one.send(1_000);
    rig.pass(MINUTE);
    rig.sends.clear();

    rig.send(SECOND.multipliedBy(2), one);

    assertThat(rig.mostInASecond()).isBetween(FIRST, FIRST + 1);
  }

  @Test
  void withoutARate_onlyAPauseHolds() {
    Member free = rig.member("free", "off");

    assertThat(free.call().isUnlimited()).isTrue();
    one.limited(SECOND);
    assertThat(free.call().isUnlimited()).isFalse();
    free.resume();
    assertThat(free.rate()).isEqualTo(RAMP);
    rig.pass(Duration.ofSeconds(14));
    assertThat(free.call().isUnlimited()).isTrue();
  }

  @Test
  void theCopyOfACall_isTakenInOnceAndGrantedOnce() {
    EgressGrant first = one.call();
    EgressGrant copy = one.again();

    assertThat(copy).isEqualTo(first);
    assertThat(copy.invalid()).isZero();
    rig.pass(Duration.ofMillis(250));
    assertThat(other.call().start()).isCloseTo(end(first).minusMillis(250), Duration.ofNanos(100));
    EgressGrant late = one.call(0, new EgressReport(1_000, 0, 0, null, Probe.NONE));
    assertThat(late.requests()).isZero();
  }

  @Test
  void aClockThatWentBack_holdsNobodyUp() {
    one.call();
    rig.pass(HOUR.negated());
    one.call();
    rig.pass(SECOND);

    assertThat(one.call().requests()).isPositive();
  }

  @Test
  void aClockThatWentBack_letsNoKeyExpire() {
    one.call();
    rig.pass(HOUR.negated());
    redis.server().call("EXPIRE", GROUP, "9");

    one.call();

    assertThat(rig.ttl(GROUP)).isBetween(FRESH, LIVES);
  }

  @Test
  void itsKeys_liveOnWithItsCalls_thatOfANewKindToo() {
    one.call();
    List.of("", ":nodes").forEach(key -> redis.server().call("EXPIRE", GROUP + key, "9"));
    one.call();
    assertThat(rig.ttl(GROUP)).as("counted anew once an hour").isLessThan(10);

    rig.pass(Duration.ofMinutes(61));
    one.call();
    assertThat(rig.ttl(GROUP)).isBetween(FRESH, LIVES);
    assertThat(rig.ttl(NODES)).isBetween(FRESH, LIVES);

    one.invalid(1);
    assertThat(rig.ttl(INVALID)).isBetween(FRESH, LIVES);
  }

  @Test
  void aKeyOfAWrongType_isNamed() {
    redis.server().call("SET", NODES, "nonsense");

    assertThatThrownBy(one::call)
        .hasMessageContaining(
            "delete the one of bonghwa:{egress:home}, bonghwa:{egress:home}:nodes and")
        .hasMessageContaining("WRONGTYPE");

    redis.server().call("DEL", NODES);
    assertThat(one.call().requests()).isPositive();
  }

  private static Duration end(EgressGrant grant) {
    return grant.start().plus(grant.interval().multipliedBy(grant.requests()));
  }
}
