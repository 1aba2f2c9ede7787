package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Priority;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentinelIT {

  @Test
  void connect_findsTheMasterThroughItsSentinel() {
    try (EmbeddedRedis master = EmbeddedRedis.start();
        EmbeddedRedis sentinel = EmbeddedRedis.start(RedisOptions.sentinelOf(master.port()));
        Redis redis = Redis.connect(settings(sentinel), "through-sentinel");
        BlockingPop pop = redis.openPop("through-sentinel:pop")) {
      master.call("LPUSH", redis.keys().tickets(new NodeId("a"), Priority.HIGH), "j");

      var ticket = pop.pop(new NodeId("a"), true, Duration.ofSeconds(1));

      assertThat(ticket.toCompletableFuture().join()).isPresent();
      assertThat(master.call("CLIENT", "LIST"))
          .contains("name=through-sentinel ", "name=through-sentinel:pop ");
    }
  }

  private static RedisSettings settings(EmbeddedRedis sentinel) {
    return RedisSettings.of("redis-sentinel://127.0.0.1:" + sentinel.port() + "#bonghwa");
  }
}
