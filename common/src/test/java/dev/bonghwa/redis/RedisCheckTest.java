package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisCheckTest {

  @ParameterizedTest
  @ValueSource(strings = {"6.2.0", "7.2.4", "8.0-rc1", "255.255.255"})
  void newEnough_willDo(String version) {
    assertThatCode(() -> RedisCheck.requireVersion(version)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.0.16", "5.0.7"})
  void tooOld_isSaid(String version) {
    assertThatThrownBy(() -> RedisCheck.requireVersion(version))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("is version " + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unstable", "seven.two"})
  void noVersion_isOneClearLine(String version) {
    assertThatThrownBy(() -> RedisCheck.requireVersion(version))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("does not say its Redis version");
  }

  @Test
  void theSocketsOwnFailure_isOneOfRedis() {
    assertThatThrownBy(
            () -> RedisCheck.await(CompletableFuture.failedFuture(new IOException("reset"))))
        .isInstanceOf(RedisException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void field_thatIsMissing_isEmptyOr0() {
    assertThat(ServerInfo.field("a:1\r\n", "b")).isEmpty();
    assertThat(ServerInfo.number("a:1\r\nb:2\r\n", "b")).isEqualTo(2);
  }
}
