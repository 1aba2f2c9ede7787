package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bonghwa.config.Env;
import dev.bonghwa.redis.RedisSettings.Login;
import io.lettuce.core.RedisURI;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

  private static final Login NOBODY = new Login("", "");

  @Test
  void bareHost_getsTheGivenPort() {
    assertThat(RedisSettings.of("store", 7000, NOBODY, false).masked()).isEqualTo("store:7000");
    assertThat(RedisSettings.of("store:1", 7000, NOBODY, false).masked()).isEqualTo("store:1");
  }

  @Test
  void rediss_isEncrypted() {
    assertThat(only(RedisSettings.of("rediss://store:1")).isSsl()).isTrue();
    assertThat(only(RedisSettings.of("redis://store:1")).isSsl()).isFalse();
  }

  @Test
  void severalSeeds_areACluster() {
    RedisSettings settings = RedisSettings.of("redis://:secret@a:1,b:2");

    assertThat(settings.cluster()).isTrue();
    assertThat(settings.masked()).isEqualTo("a:1,b:2");
    assertThat(settings.seeds()).allSatisfy(seed -> assertThat(password(seed)).isEqualTo("secret"));
  }

  @Test
  void oneSeed_isAClusterWhenToldSo() {
    assertThat(RedisSettings.of("redis://a:1", 1, NOBODY, true).cluster()).isTrue();
  }

  @Test
  void sentinels_areOneSeed() {
    RedisSettings settings = RedisSettings.of("redis-sentinel://:secret@a:1,b:2#master");

    assertThat(settings.cluster()).isFalse();
    assertThat(settings.masked()).isEqualTo("a:1,b:2");
    assertThat(only(settings).getSentinelMasterId()).isEqualTo("master");
    assertThat(password(only(settings))).isEqualTo("secret");
  }

  @Test
  void givenPassword_winsOverThatOfTheUrl() {
    var settings = RedisSettings.of("redis://:old@a:1", 1, new Login("me", "new"), false);

    assertThat(password(only(settings))).isEqualTo("new");
  }

  @Test
  void allPasswordsOfAUser_areNone() {
    Env env = Env.of(Map.of("REDIS_PASSWORD", "old-word\nnew-word"));

    RedisSettings.from(env);

    assertThat(env.faults())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("REDIS_PASSWORD holds more than one line")
        .doesNotContain("old-word", "new-word");
  }

  @Test
  void secrets_areNeverShown() {
    RedisSettings settings = RedisSettings.of("redis://me:secret@a:1");

    assertThat(settings.toString()).contains("a:1").doesNotContain("secret", "me:");
  }

  @Test
  void nonsense_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RedisSettings.of("http://a:1"));
  }

  private static RedisURI only(RedisSettings settings) {
    assertThat(settings.seeds()).hasSize(1);
    return settings.seeds().getFirst();
  }

  private static String password(RedisURI seed) {
    return String.valueOf(seed.getCredentialsProvider().resolveCredentials().block().getPassword());
  }
}
