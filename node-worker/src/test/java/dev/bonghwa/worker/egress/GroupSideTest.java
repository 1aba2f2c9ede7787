package dev.bonghwa.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.egress.EgressReport.Stage;
import dev.bonghwa.worker.loop.FakeLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GroupSideTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeLoop loop = new FakeLoop();
  private final FakeGroup line = new FakeGroup();
  private final GroupSide group = new GroupSide(loop, line, "egress");
  private int ready = 1_000;
  private int news;
  private long clearance;

  @Test
  void nothingIsSent_beforeTheGroupHasSpoken() {
    assertThat(group.nanosUntilSend(loop.nanoTime())).isPositive();

    start();

    assertThat(group.nanosUntilSend(loop.nanoTime())).isZero();
    assertThat(news).isPositive();
  }

  @Test
  void withoutALimit_nothingIsAsked() {
    start();

    assertThat(sentWithin(SECOND)).isEqualTo(1_000);
    assertThat(line.told).hasSize(1);
  }

  @Test
  void moreIsAskedFor_beforeTheLastIsUsedUp() {
    line.grants(10, Duration.ZERO, Duration.ofMillis(25));
    start();

    assertThat(sentWithin(Duration.ofSeconds(4))).isBetween(157, 161);
    assertThat(line.told).hasSizeBetween(16, 17);
    assertThat(line.last().sent()).isEqualTo(10);
    assertThat(line.last().ready()).isEqualTo(1_000);
  }

  @Test
  void anIdleNode_asksNothing() {
    line.grants(10, Duration.ZERO, Duration.ofMillis(25));
    start();

    loop.advance(MINUTE);

    assertThat(line.told).hasSize(1);
  }

  @Test
  void aGrantOfLater_isNotSentEarlier() {
    line.grants(1, Duration.ofMillis(400), Duration.ofMillis(25));
    start();

    assertThat(group.nanosUntilSend(loop.nanoTime())).isEqualTo(Duration.ofMillis(400).toNanos());
  }

  @Test
  void whenNothingWasGranted_itWaitsAsLongAsTold() {
    line.grantsNothing(SECOND);
    start();

    assertThat(group.nanosUntilSend(loop.nanoTime())).isEqualTo(SECOND.toNanos());
    assertThat(line.told).hasSize(1);
  }

  @Test
  void withRedisAway_whatIsGrantedIsSentAndThenNothing() {
    line.grants(10, Duration.ZERO, Duration.ofMillis(25));
    start();
    line.away = true;

    assertThat(sentWithin(MINUTE)).isEqualTo(10);
    line.away = false;
    assertThat(sentWithin(Duration.ofSeconds(3))).isPositive();
  }

  @Test
  void aCallThatFailed_isRepeatedWordForWord() {
    start();
    line.away = true;
    send();
    group.countInvalid(loop.nanoTime());
    loop.advance(SECOND);
    line.away = false;
    group.countInvalid(loop.nanoTime());

    loop.advance(Duration.ofSeconds(5));

    assertThat(line.numbers).startsWith(1L, 2L, 2L).endsWith(2L, 3L);
    int last = line.told.size() - 1;
    assertThat(line.told.get(last - 1)).isEqualTo(line.told.get(1));
    assertThat(line.told.get(last).invalid()).isEqualTo(1);
  }

  @Test
  void aRefusal_isObeyedAtOnceAndTold() {
    start();
    line.paused(EgressCause.BAN, MINUTE, 0);

    refuse(EgressCause.BAN, Duration.ZERO);

    assertThat(group.isOpen()).isFalse();
    loop.run();
    assertThat(line.last().refusal().cause()).isEqualTo(EgressCause.BAN);
    assertThat(group.nanosPaused(loop.nanoTime())).isEqualTo(MINUTE.toNanos());
  }

  @Test
  void anAnswerFromBeforeARefusal_doesNotEndThePause() {
    group.start();
    refuse(EgressCause.GLOBAL_LIMIT, SECOND);
    line.paused(EgressCause.GLOBAL_LIMIT, SECOND, 0);

    loop.run();

    assertThat(line.told).hasSize(2);
    assertThat(group.isOpen()).isFalse();
  }

  @Test
  void aPauseOfOthers_holdsThisNodeToo() {
    line.grants(10, Duration.ZERO, Duration.ofMillis(25));
    start();
    line.paused(EgressCause.GLOBAL_LIMIT, MINUTE, 0);

    assertThat(sentWithin(SECOND)).isEqualTo(10);

    assertThat(group.nanosPaused(loop.nanoTime())).isPositive();
    assertThat(sentWithin(SECOND)).isZero();
  }

  @Test
  void theProbe_isOneRequestAndItsAnswerEndsThePause() {
    line.paused(EgressCause.BAN, Duration.ZERO, 7);
    start();

    assertThat(sentWithin(SECOND)).isEqualTo(1);
    loop.advance(Duration.ofSeconds(2));
    assertThat(line.last().probe().stage()).isEqualTo(Stage.SENT);
    line.open();
    group.probed(true);
    loop.run();

    assertThat(line.last().probe().number()).isEqualTo(7);
    assertThat(line.last().probe().stage()).isEqualTo(Stage.ANSWERED);
    assertThat(group.isOpen()).isTrue();
  }

  @Test
  void aProbeThatFindsTheCauseGoOn_tellsSo() {
    line.paused(EgressCause.BAN, Duration.ZERO, 7);
    start();
    send();

    line.paused(EgressCause.BAN, MINUTE, 0);
    refuse(EgressCause.BAN, Duration.ZERO);
    loop.run();

    assertThat(line.last().probe().stage()).isEqualTo(Stage.REFUSED);
    assertThat(group.nanosPaused(loop.nanoTime())).isEqualTo(MINUTE.toNanos());
  }

  @Test
  void aProbeThatWasNotSent_mayGoOutYet() {
    line.paused(EgressCause.BAN, Duration.ZERO, 7);
    start();
    send();

    group.release(clearance);

    assertThat(group.nanosUntilSend(loop.nanoTime())).isZero();
  }

  @Test
  void aProbeThatCameLongAgo_isAnothersByNow() {
    line.paused(EgressCause.BAN, Duration.ZERO, 7);
    start();
    line.paused(EgressCause.BAN, Duration.ZERO, 0);

    loop.freeze(Duration.ofSeconds(5));

    assertThat(group.nanosUntilSend(loop.nanoTime())).isPositive();
  }

  @Test
  void invalidAnswers_areToldSoonAndStopTheNodeAtFiveThousand() {
    line.invalid(4_000);
    start();
    for (int i = 0; i < 999; i++) {
      group.countInvalid(loop.nanoTime());
    }
    assertThat(group.isOpen()).isTrue();
    line.invalid(17);

    group.countInvalid(loop.nanoTime());

    assertThat(group.cause()).isEqualTo(EgressCause.INVALID_BUDGET);
    assertThat(group.invalidAnswers(loop.nanoTime())).isEqualTo(5_000);
    loop.run();
    assertThat(line.last().invalid()).isEqualTo(1_000);
    assertThat(group.invalidAnswers(loop.nanoTime())).isEqualTo(17);
    loop.advance(Duration.ofMinutes(10));
    assertThat(group.invalidAnswers(loop.nanoTime())).isZero();
  }

  private void start() {
    group.serve(() -> ready, () -> news++);
    group.start();
    loop.run();
  }

  private void refuse(EgressCause cause, Duration asked) {
    group.refused(loop.nanoTime(), clearance, cause, asked, "429");
  }

  private void send() {
    group.send(++clearance);
  }

  /** Sends one each millisecond if it may. */
  private int sentWithin(Duration time) {
    int sent = 0;
    for (long ms = 0; ms < time.toMillis(); ms++) {
      if (group.nanosUntilSend(loop.nanoTime()) == 0) {
        send();
        sent++;
      }
      loop.advance(Duration.ofMillis(1));
    }
    return sent;
  }
}
