package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis away, full or read-only: 503 and when to come again, and nothing half done. */
@ExtendWith(RedisExtension.class)
class StoreFaultsIT {
  private static ApiUnderTest api;

  @BeforeAll
  static void start(EmbeddedRedis redis) {
    api = new ApiUnderTest(redis.uri(), Map.of("BACKLOG_TARGETS", "1000"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void heal(EmbeddedRedis redis) {
    if (!redis.isRunning()) {
      redis.restart();
    }
    redis.call("CONFIG", "SET", "maxmemory", "0");
    redis.call("REPLICAOF", "NO", "ONE");
    await().atMost(Duration.ofSeconds(20)).until(() -> api.management("/readyz").status() == 200);
  }

  @Test
  void whileRedisIsAway_submitsAre503_andWorkAgainAfterwards(EmbeddedRedis redis) {
    redis.stop();

    ApiUnderTest.Answer away = api.post("/v1/jobs", Lists.submit(1));

    assertThat(away.status()).as(away.body()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotEmpty();
    assertThat(api.get("/v1/jobs").status()).isEqualTo(503);
    assertThat(api.get("/readyz").status()).isEqualTo(503);
    assertThat(api.get("/healthz").status()).isEqualTo(200);
    redis.restart();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.post("/v1/jobs", Lists.submit(1)).status() == 202);
  }

  @Test
  void aShortBreak_isBridged(EmbeddedRedis redis) {
    redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

    ApiUnderTest.Answer answer =
        api.post("/v1/jobs", Lists.submit(600), Map.of("Idempotency-Key", "k"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  @Test
  void aFullRedis_is503(EmbeddedRedis redis) {
    redis.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
    redis.call("CONFIG", "SET", "maxmemory", "1");

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(600));

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    redis.call("CONFIG", "SET", "maxmemory", "0");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> api.post("/v1/jobs", Lists.submit(1)).status() == 202);
  }

  @Test
  void aReplica_is503(EmbeddedRedis redis) {
    redis.call("REPLICAOF", "127.0.0.1", "1");

    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1));

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).contains("read-only");
  }

  @Test
  void aJobThatCouldNeverWait_is413() {
    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(1001));

    assertThat(answer.status()).as(answer.body()).isEqualTo(413);
    assertThat(answer.json().path("detail").asText()).contains("BACKLOG_TARGETS is 1,000");
  }

  @Test
  void aLongBacklog_is429(EmbeddedRedis redis) {
    assertThat(api.post("/v1/jobs", Lists.submit(900)).status()).isEqualTo(202);

    ApiUnderTest.Answer answer =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> api.post("/v1/jobs", Lists.submit(900)), full -> full.status() == 429);

    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.json().path("detail").asText()).contains("BACKLOG_TARGETS is 1,000");
  }
}
