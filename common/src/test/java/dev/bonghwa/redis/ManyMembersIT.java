package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class ManyMembersIT {

  private static final List<String> ASKED = List.of("none", "봉화", "", "no", "1234567890123");

  private EmbeddedRedis server;
  private Redis redis;

  @BeforeEach
  void connect(EmbeddedRedis running) {
    server = running;
    redis = Redis.connect(RedisSettings.of(running.uri().toString()), "test");
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void fields_areFoundByTheirPlaces() {
    server.call("HSET", "many", "봉화", "", "1234567890123", "x");

    assertThat(get(redis.manyMembers().ofHash("many", ASKED)).stream()).containsExactly(1, 4);
    assertThat(get(redis.manyMembers().ofHash("nothing", ASKED)).isEmpty()).isTrue();
  }

  @Test
  void scores_areFoundByTheirPlaces() {
    server.call("ZADD", "many", "27488000000015", "1234567890123", "-0.5", "봉화");

    assertThat(get(redis.manyMembers().ofSortedSet("many", ASKED)))
        .isEqualTo(Map.of(1, -0.5, 4, 27_488_000_000_015.0));
  }

  @Test
  void aKeyOfAnotherType_isRefused() {
    server.call("SET", "many", "x");

    assertThatThrownBy(() -> get(redis.manyMembers().ofHash("many", ASKED)))
        .hasMessageContaining("WRONGTYPE");
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
