package dev.bonghwa.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisBinaryTest {
  private static final Probe EMBEDDED = new Probe("/tmp/embedded", true, "Redis server v=6.2");
  private static final Probe ON_PATH = new Probe("redis-server", true, "Redis server v=7.0");
  private static final Probe WITHOUT_OPENSSL =
      Probe.missing("/tmp/embedded", "error while loading shared libraries:\n libssl.so.3");
  private static final Probe NOT_THERE = Probe.missing("redis-server", "No such file");

  @Test
  void embedded_isTakenWhenItStarts() {
    assertThat(RedisBinary.find(RedisSource.EMBEDDED, () -> EMBEDDED, () -> ON_PATH))
        .isEqualTo("/tmp/embedded");
  }

  @Test
  void docker_takesTheEmbeddedOneForWhatCannotBeInAContainer() {
    assertThat(RedisBinary.find(RedisSource.DOCKER, () -> EMBEDDED, () -> ON_PATH))
        .isEqualTo("/tmp/embedded");
  }

  @Test
  void embeddedDoesNotStart_thatOnPathIsTaken() {
    assertThat(RedisBinary.find(RedisSource.EMBEDDED, () -> WITHOUT_OPENSSL, () -> ON_PATH))
        .isEqualTo("redis-server");
  }

  @Test
  void path_neverTakesTheEmbeddedOne() {
    assertThatThrownBy(() -> RedisBinary.find(RedisSource.PATH, () -> EMBEDDED, () -> NOT_THERE))
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessageStartingWith("no Redis: there is no redis-server on PATH; install ");
  }

  @Test
  void none_saysInOneLineWhatIsMissing() {
    assertThatThrownBy(
            () -> RedisBinary.find(RedisSource.EMBEDDED, () -> WITHOUT_OPENSSL, () -> NOT_THERE))
        .hasMessageContaining("(error while loading shared libraries: libssl.so.3)")
        .hasMessageContaining("install OpenSSL 3")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void temporaryDirectoryWithoutExecution_isNotBlamedOnOpenSsl() {
    Probe denied = Probe.missing("/tmp/embedded", "Exec failed, error: 13 (Permission denied)");

    assertThatThrownBy(() -> RedisBinary.find(RedisSource.EMBEDDED, () -> denied, () -> NOT_THERE))
        .hasMessageContaining("-Djava.io.tmpdir=DIR")
        .message()
        .doesNotContain("OpenSSL");
  }
}
