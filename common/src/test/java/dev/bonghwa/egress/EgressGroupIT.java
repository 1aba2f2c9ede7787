package dev.bonghwa.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.egress.EgressBench.Member;
import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a group gives its nodes to send. */
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
  void aNodeThatIsSilentForASecond_leavesItsPartToTheOther_andIsForgottenLater() {
    other.call();
    bench.pass(SECOND);
    assertThat(one.call().requests()).isEqualTo(23);
    assertThat(server.call("HLEN", "bonghwa:{egress:home}:nodes")).isEqualTo("2");

    bench.pass(Duration.ofMinutes(11));
    one.call();

    assertThat(server.call("HLEN", "bonghwa:{egress:home}:nodes")).isEqualTo("1");
  }

  @Test
  void aNodeThatFellSilentBeforeTheClockWasSetBack_leavesItsPartToTheOther() {
    other.call();
    one.call();

    bench.pass(Duration.ofHours(-1));
    one.call();
    bench.pass(SECOND);

    assertThat(one.call().requests()).isEqualTo(23);
  }

  @Test
  void aCopyOfACallFromBeforeTheClockWasSetBack_isDueNow() {
    Duration due = one.call().start();

    bench.pass(Duration.ofHours(-1));
    other.call();

    assertThat(one.again().start()).isEqualTo(due);
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
  void aClockThatWentBack_holdsNobodyUp() {
    one.call();
    bench.pass(Duration.ofHours(-1));
    one.call();
    bench.pass(SECOND);

    assertThat(one.call().requests()).isPositive();
  }

  @Test
  void aClockThatWentBack_letsNoKeyExpire() {
    one.call();
    bench.pass(Duration.ofHours(-1));
    server.call("EXPIRE", "bonghwa:{egress:home}", "9");

    one.call();

    assertThat(bench.ttl("bonghwa:{egress:home}")).isGreaterThan(90_000);
  }

  @Test
  void itsKeys_liveOnWithItsCalls_thatOfANewKindToo() {
    one.call();
    List.of("", ":nodes").forEach(key -> server.call("EXPIRE", "bonghwa:{egress:home}" + key, "9"));
    one.call();
    assertThat(bench.ttl("bonghwa:{egress:home}")).as("counted anew once an hour").isLessThan(10);

    bench.pass(Duration.ofMinutes(61));
    one.call();
    assertThat(bench.ttl("bonghwa:{egress:home}")).isGreaterThan(90_000);
    assertThat(bench.ttl("bonghwa:{egress:home}:nodes")).isGreaterThan(90_000);

    one.invalid(1);
    assertThat(bench.ttl("bonghwa:{egress:home}:invalid")).isGreaterThan(90_000);
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

  private static Duration end(EgressGrant grant) {
    return grant.start().plus(grant.interval().multipliedBy(grant.requests()));
  }
}
