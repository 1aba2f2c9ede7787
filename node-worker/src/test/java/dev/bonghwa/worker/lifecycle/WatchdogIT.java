package dev.bonghwa.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.BlockingPop;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.worker.claim.Pulse;
import dev.bonghwa.worker.loop.FakeLoop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A Redis that is really gone; only the time is made up. */
class WatchdogIT {

  private final FakeLoop loop = new FakeLoop();
  private final AtomicInteger gaveUp = new AtomicInteger();

  @Test
  void redisGoneForLongerThanTheLimit_isConnectedToWhenItIsBack() {
    try (EmbeddedRedis server = EmbeddedRedis.start();
        Redis redis = Redis.connect(RedisSettings.of(server.uri().toString()), "test")) {
      var pop = new AtomicReference<BlockingPop>();
      var watchdog =
          new Watchdog(
              loop,
              new Pulse(loop::nanoTime),
              () -> pop.set(redis.openPop("pop")),
              gaveUp::incrementAndGet);
      server.kill();
      pass(watchdog, Watchdog.HOPELESS.multipliedBy(2));

      assertThat(pop.get()).isNull();
      assertThat(gaveUp).hasValue(0);

      server.restart();
      pass(watchdog, Duration.ofSeconds(1));

      assertThat(pop.get().pop(new NodeId("a"), true, Duration.ofMillis(10)))
          .succeedsWithin(Duration.ofSeconds(5));
      pop.get().close();
    }
  }

  private void pass(Watchdog watchdog, Duration duration) {
    for (int i = 0; i < duration.toSeconds(); i++) {
      loop.advance(Duration.ofSeconds(1));
      watchdog.look();
      loop.run();
    }
  }
}
