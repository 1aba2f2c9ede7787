package dev.bonghwa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class NodeRegistryIT {

  private Redis redis;
  private NodeRegistry registry;

  @BeforeEach
  void connect(EmbeddedRedis running) {
    redis = Redis.connect(RedisSettings.of(running.uri().toString()), "test");
    registry = new NodeRegistry(redis);
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void aRegistrationThatHasHalfLeft_isForgotten(EmbeddedRedis server) {
    registry.heartbeat(status()).toCompletableFuture().join();
    assertThat(registry.all().toCompletableFuture().join()).hasSize(1);

    server.call("DEL", "bonghwa:{fleet}:alive");

    assertThat(registry.all().toCompletableFuture().join()).isEmpty();
    await().until(() -> server.call("EXISTS", "bonghwa:{fleet}:nodes").equals("0"));
  }

  private static NodeStatus status() {
    Instant now = Instant.now();
    InstanceId seoul = new InstanceId(new NodeId("seoul"), "a");
    return new NodeStatus(seoul, "1", 1, 100, 0, 0, now, Instant.EPOCH, "g", false, now);
  }
}
