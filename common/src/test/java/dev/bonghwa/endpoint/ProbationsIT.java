package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class ProbationsIT {

  private static final String KEY = "bonghwa:{fleet}:probation";
  private static final EndpointKey HOOK = new EndpointKey("100");
  private static final EndpointKey OTHER = new EndpointKey("200");

  private EmbeddedRedis server;
  private Redis redis;
  private Probations probations;

  @BeforeEach
  void connect(EmbeddedRedis running) {
    server = running;
    redis = Redis.connect(RedisSettings.of(running.uri().toString()), "test");
    probations = new Probations(redis);
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void eachRefusal_doublesTheWhileUpToADay() {
    for (int refusals = 1; refusals <= 10; refusals++) {
      Instant began = now();
      Probation probation = get(probations.refused(HOOK));

      long minutes = Math.min(10L << (refusals - 1), Duration.ofDays(1).toMinutes());
      assertThat(probation.refusals()).isEqualTo(refusals);
      assertThat(probation.until())
          .isCloseTo(began.plus(Duration.ofMinutes(minutes)), within(20, ChronoUnit.SECONDS));
      endedAgo(HOOK, refusals, Duration.ofMinutes(1));
    }
  }

  @Test
  void aRefusalWhileItIsLeftAlone_isTheSameOne() {
    Probation first = get(probations.refused(HOOK));

    assertThat(get(probations.refused(HOOK))).isEqualTo(first);

    assertThat(get(probations.among(List.of(HOOK, OTHER)))).containsOnlyKeys(HOOK);
    assertThat(get(probations.among(List.of(HOOK)))).containsValue(first);
    assertThat(get(probations.count())).isEqualTo(1);
  }

  @Test
  void whatItAccepts_endsTheRow() {
    get(probations.refused(HOOK));

    assertThat(get(probations.accepted(HOOK))).isTrue();

    assertThat(get(probations.among(List.of(HOOK)))).isEmpty();
    assertThat(get(probations.accepted(HOOK))).isFalse();
    assertThat(get(probations.refused(HOOK)).refusals()).isEqualTo(1);
  }

  @Test
  void aDayAfterItsEnd_itIsForgotten() {
    endedAgo(OTHER, 5, Duration.ofHours(25));
    endedAgo(HOOK, 5, Duration.ofHours(23));
    assertThat(get(probations.count())).isZero();

    assertThat(get(probations.refused(HOOK)).refusals()).isEqualTo(6);

    assertThat(get(probations.among(List.of(HOOK, OTHER)))).containsOnlyKeys(HOOK);
    assertThat(Long.parseLong(server.call("PTTL", KEY)))
        .isBetween(Duration.ofHours(47).toMillis(), Duration.ofHours(48).toMillis());
  }

  @Test
  void forgiven_itIsNotLeftAloneAnyMore() {
    get(probations.refused(HOOK));

    assertThat(get(new GoneEndpoints(redis).remove(HOOK))).isTrue();

    assertThat(get(probations.among(List.of(HOOK)))).isEmpty();
    assertThat(get(new GoneEndpoints(redis).remove(HOOK))).isFalse();
  }

  @Test
  void allForgiven_noneIsLeftAloneAnyMore() {
    get(probations.refused(HOOK));

    get(new GoneEndpoints(redis).clear());

    assertThat(get(probations.among(List.of(HOOK)))).isEmpty();
  }

  private void endedAgo(EndpointKey key, int refusals, Duration ago) {
    long until = now().minus(ago).toEpochMilli();
    server.call("ZADD", KEY, "" + (until * 16 + refusals), key.value());
  }

  private Instant now() {
    return get(redis.time());
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
