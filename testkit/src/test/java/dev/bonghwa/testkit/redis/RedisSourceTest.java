package dev.bonghwa.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisSourceTest {

  @Test
  void nothingChosen_isEmbedded() {
    assertThat(RedisSource.of(null)).isEqualTo(RedisSource.EMBEDDED);
    assertThat(RedisSource.of(" ")).isEqualTo(RedisSource.EMBEDDED);
  }

  @Test
  void words_areTakenInAnyCase() {
    assertThat(RedisSource.of("Docker")).isEqualTo(RedisSource.DOCKER);
    assertThat(RedisSource.of("path")).isEqualTo(RedisSource.PATH);
  }

  @Test
  void unknownWord_saysWhichThereAre() {
    assertThatThrownBy(() -> RedisSource.of("podman"))
        .hasMessage("bonghwa.redis is neither embedded, path nor docker: podman");
  }
}
