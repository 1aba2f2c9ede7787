package dev.bonghwa.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.worker.claim.Pulse;
import dev.bonghwa.worker.loop.FakeLoop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private final FakeLoop loop = new FakeLoop();
  private final AtomicInteger rebuilt = new AtomicInteger();
  private final AtomicInteger gaveUp = new AtomicInteger();
  private final Watchdog watchdog =
      new Watchdog(loop, new Pulse(loop::nanoTime), this::rebuild, gaveUp::incrementAndGet);
  private boolean away;

  @Test
  void answeringPops_areLeftAlone() {
    pass(Duration.ofSeconds(5));

    watchdog.look();

    assertThat(rebuilt).hasValue(0);
  }

  @Test
  void silentPops_getANewConnection_whichGetsItsTimeToAnswer() {
    pass(Duration.ofSeconds(12));
    assertThat(rebuilt).hasValue(1);

    pass(Duration.ofSeconds(3));
    assertThat(rebuilt).hasValue(2);
    assertThat(gaveUp).hasValue(0);
  }

  @Test
  void minuteOfNewConnectionsWithoutAnswer_endsTheProcess() {
    pass(Duration.ofSeconds(66));
    assertThat(gaveUp).hasValue(0);

    pass(Duration.ofSeconds(3));
    assertThat(gaveUp).hasPositiveValue();
  }

  @Test
  void redisAway_isTriedOnForHours() {
    away = true;
    pass(Duration.ofHours(2));

    assertThat(rebuilt.get()).isGreaterThan(7_000);
    assertThat(gaveUp).hasValue(0);

    away = false;
    pass(Duration.ofSeconds(30));
    assertThat(gaveUp).hasValue(0);
  }

  @Test
  void hangingLoop_isSeen() {
    watchdog.look();
    loop.freeze(Duration.ofSeconds(3));

    assertThat(watchdog.loopLag()).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void sleepingProcess_doesNotBlameOthers() {
    loop.freeze(Duration.ofMinutes(2));

    watchdog.look();

    assertThat(rebuilt).hasValue(0);
    assertThat(gaveUp).hasValue(0);
  }

  /** Time passes with a look each second, as it does when all is well but Redis. */
  private void pass(Duration duration) {
    for (int i = 0; i < duration.toSeconds(); i++) {
      loop.advance(Duration.ofSeconds(1));
      watchdog.look();
      loop.run();
    }
  }

  private void rebuild() {
    rebuilt.incrementAndGet();
    if (away) {
      throw new IllegalStateException("connection refused");
    }
  }
}
