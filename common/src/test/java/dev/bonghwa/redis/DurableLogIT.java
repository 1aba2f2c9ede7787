package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bonghwa.config.Env;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded server is too old for most of it: {@code -Dbonghwa.redis=path} with a newer one. */
class DurableLogIT {

  private EmbeddedRedis server;
  private Redis redis;

  @BeforeEach
  void connect() {
    server = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
    redis = connect(server);
  }

  private static Redis connect(EmbeddedRedis server) {
    Env env = Env.of(Map.of("REDIS_URL", server.uri().toString()));
    return Redis.connect(RedisSettings.from(env), "test");
  }

  @AfterEach
  void disconnect() {
    redis.close();
    server.close();
  }

  private boolean isNewEnough() {
    return !server.call("COMMAND", "INFO", "waitaof").isBlank();
  }

  @Test
  void open_onAServerWithoutWaitAof_saysWhatIsNeeded_andLeavesNoConnection() {
    assumeFalse(isNewEnough(), "this server has WAITAOF");

    assertThatThrownBy(() -> redis.openDurableLog("test:durable"))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("needs Redis 7.2 or newer with appendonly yes");
    await().until(() -> !server.call("CLIENT", "LIST").contains("name=test:durable"));
  }

  @Test
  void open_onAServerWithoutAFile_saysWhatIsNeeded() {
    assumeTrue(isNewEnough(), "needs Redis 7.2");
    server.call("CONFIG", "SET", "appendonly", "no");

    assertThatThrownBy(() -> redis.openDurableLog("test:durable"))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("appendonly");
  }

  @Test
  void holdsAll_isTrueOnceTheFileIsOnDisk_howeverManyAskAtOnce() {
    assumeTrue(isNewEnough(), "needs Redis 7.2");
    try (DurableLog log = redis.openDurableLog("test:durable")) {
      var asked = Stream.generate(() -> log.holdsAll().toCompletableFuture()).limit(20).toList();

      assertThat(asked).extracting(CompletableFuture::join).containsOnly(true);
    }
  }

  @Test
  void holdsAll_isFalseWhenTheDiskDoesNotConfirm() {
    assumeTrue(isNewEnough(), "needs Redis 7.2");
    try (DurableLog log = redis.openDurableLog("test:durable")) {
      server.call("CONFIG", "SET", "appendfsync", "no");

      assertThat(log.holdsAll().toCompletableFuture().join()).isFalse();
    }
  }
}
