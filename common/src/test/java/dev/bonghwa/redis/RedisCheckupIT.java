package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.check.Finding;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisCheckupIT {

  private static final InstantSource LATE = () -> Instant.now().minus(Duration.ofHours(2));

  @Test
  void aRedisThatWillNotDo_isToldPointByPoint() {
    RedisOptions options =
        RedisOptions.defaults()
            .withPassword("secret-word")
            .with("maxmemory-policy allkeys-lru")
            .with("user short on >pw ~* +@all -zadd -blpop");
    try (EmbeddedRedis redis = EmbeddedRedis.start(options)) {
      List<Finding> found = look(redis.uri().toString(), LATE);

      assertThat(found.toString())
          .contains(
              "Ok[subject=redis network", "Ok[subject=redis login", "Ok[subject=redis version")
          .contains("Ok[subject=redis rights, what=this user may do what node-worker does")
          .contains("Fault[subject=redis file", "Fault[subject=redis eviction")
          .contains("[subject=redis distance, what=")
          .contains("Warning[subject=clock, what=this machine's clock is 7", "behind Redis'")
          .doesNotContain("secret-word");
      assertThat(look("redis://short:pw@127.0.0.1:" + redis.port(), LATE).toString())
          .contains("Fault[subject=redis rights, what=this user may not ZADD, BLPOP,");
      assertThat(redis.call("EXISTS", "bonghwa:{fleet}:check:-")).isEqualTo("0");
      assertThat(look("redis://:wrong@127.0.0.1:" + redis.port(), InstantSource.system()))
          .last()
          .isInstanceOf(Finding.Fault.class)
          .satisfies(fault -> assertThat(fault.what()).contains("refuses the password"));
    }
  }

  @Test
  void aRedisThatAsksNobodyForAPassword_isToldOf() {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      assertThat(look(redis.uri().toString(), InstantSource.system()).toString())
          .contains("Warning[subject=redis login, what=in clear text, no TLS, and without a");
    }
  }

  @Test
  void eachStepOnTheWay_failsByItsName() {
    assertThat(look("redis://127.0.0.1:1", InstantSource.system()))
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.toString())
                    .contains("Fault[subject=redis network, what=127.0.0.1:1: connection refused"));
    assertThat(look("redis://nowhere.invalid:1", InstantSource.system()).toString())
        .contains("nowhere.invalid:1: no such host");
  }

  private static List<Finding> look(String url, InstantSource clock) {
    return RedisCheckup.of(
            RedisSettings.of(url), "node-worker:a:check", clock, RightsLook.ofNodeWorker())
        .look();
  }
}
