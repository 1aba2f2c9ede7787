package dev.bonghwa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class NodeRegistryIT {

  private static final String NODES = "bonghwa:{fleet}:nodes";
  private static final String ALIVE = "bonghwa:{fleet}:alive";
  private static final NodeId SEOUL = new NodeId("seoul");

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

    server.call("DEL", ALIVE);

    assertThat(registry.all().toCompletableFuture().join()).isEmpty();
    await().until(() -> server.call("EXISTS", NODES).equals("0"));
  }

  @Test
  void anotherInstanceOfTheNode_isNoticedByBoth_andForgottenWithinTenBeats() {
    NodeRegistry other = new NodeRegistry(redis);

    assertThat(beats(registry, "a", 1)).containsExactly(false);
    assertThat(beats(other, "b", 1)).containsExactly(true);
    assertThat(beats(registry, "a", 10)).endsWith(true);

    registry.leave(status().instance()).toCompletableFuture().join();
    assertThat(beats(other, "b", 10)).startsWith(true).endsWith(false);
  }

  @Test
  void anInstanceThatFellSilent_isForgottenOnceItsNodeBeatsAgain(EmbeddedRedis server) {
    registry.heartbeat(status()).toCompletableFuture().join();
    server.call("ZADD", ALIVE, "" + (System.currentTimeMillis() - 60_000), "seoul/a");
    assertThat(registry.all().toCompletableFuture().join()).hasSize(1);

    registry.heartbeat(status("b")).toCompletableFuture().join();

    assertThat(registry.all().toCompletableFuture().join())
        .extracting(node -> node.status().instance().boot())
        .containsExactly("b");
    await().until(() -> server.call("HKEYS", NODES).equals("seoul/b"));
  }

  @Test
  void whatIsNoRegistration_standsInNobodysWay_andCanBeRemoved(EmbeddedRedis server) {
    registry.heartbeat(status()).toCompletableFuture().join();
    server.call("HSET", NODES, "nonsense", "{");
    server.call("ZADD", ALIVE, "" + (System.currentTimeMillis() + 60_000), "nonsense");

    assertThat(registry.all().toCompletableFuture().join()).hasSize(1);
    assertThat(registry.drain(SEOUL, true).toCompletableFuture().join()).isTrue();
    assertThat(registry.drain(SEOUL, false).toCompletableFuture().join()).isTrue();
    assertThat(registry.remove(new NodeId("nonsense")).toCompletableFuture().join()).isTrue();
    assertThat(server.call("HKEYS", NODES)).isEqualTo("seoul/a");
  }

  private static NodeStatus status() {
    return status("a");
  }

  private static NodeStatus status(String boot) {
    Instant now = Instant.now();
    InstanceId seoul = new InstanceId(SEOUL, boot);
    return new NodeStatus(seoul, "1", 1, 100, 0, 0, now, EgressStatus.open("g"), false, now);
  }

  private static List<Boolean> beats(NodeRegistry registry, String boot, int count) {
    return Stream.generate(() -> registry.heartbeat(status(boot)).toCompletableFuture().join())
        .limit(count)
        .map(HeartbeatReply::shared)
        .toList();
  }
}
