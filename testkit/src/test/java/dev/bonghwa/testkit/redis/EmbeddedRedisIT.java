package dev.bonghwa.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EmbeddedRedisIT {

  @Test
  void restart_keepsPortAndAppendOnlyData() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly())) {
      int port = redis.port();
      redis.call("SET", "beacon", "lit");

      redis.restart();

      assertThat(redis.port()).isEqualTo(port);
      assertThat(redis.call("GET", "beacon")).isEqualTo("lit");
    }
  }

  @Test
  void kill_losesNothingThatTheAppendOnlyFileHas() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly())) {
      redis.call("SET", "beacon", "lit");

      redis.kill();
      assertThat(redis.isRunning()).isFalse();
      redis.restart();

      assertThat(redis.call("GET", "beacon")).isEqualTo("lit");
    }
  }

  @Test
  void options_reachTheServer() {
    RedisOptions options =
        RedisOptions.defaults()
            .withPassword("s3cret")
            .withMaxMemory("32mb")
            .withMaxClients(50)
            .with("maxmemory-policy allkeys-lru");

    try (EmbeddedRedis redis = EmbeddedRedis.start(options)) {
      assertThat(redis.uri().getUserInfo()).isEqualTo(":s3cret");
      assertThat(redis.call("CONFIG", "GET", "maxmemory")).isEqualTo("maxmemory\n33554432");
      assertThat(redis.call("CONFIG", "GET", "maxclients")).isEqualTo("maxclients\n50");
      assertThat(redis.call("CONFIG", "GET", "maxmemory-policy")).endsWith("allkeys-lru");
    }
  }

  @Test
  void close_leavesNeitherProcessNorDirectory() {
    EmbeddedRedis redis = EmbeddedRedis.start();
    long pid = redis.pid();
    Path directory = Path.of(redis.call("CONFIG", "GET", "dir").split("\n")[1]);

    redis.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void freeze_answersNothingUntilThaw() {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      redis.freeze();
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> redis.call("PING"));
      await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());

      redis.thaw();

      assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("PONG");
    }
  }
}
