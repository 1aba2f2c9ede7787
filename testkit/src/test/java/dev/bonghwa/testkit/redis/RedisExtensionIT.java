package dev.bonghwa.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisExtensionIT {

  @RepeatedTest(2)
  void eachTest_startsEmpty(EmbeddedRedis redis) {
    assertThat(redis.call("INCR", "count")).isEqualTo("1");
  }

  @Test
  void uri_isThatOfTheServer(URI uri, EmbeddedRedis redis) {
    assertThat(uri.getPort()).isEqualTo(redis.port());
  }

  @RepeatedTest(2)
  void stoppedServer_runsAgainInTheNextTest(EmbeddedRedis redis) {
    assertThat(redis.isRunning()).isTrue();

    redis.kill();
  }

  @Nested
  class Inner {
    @Test
    void nestedClass_usesTheSameServer(EmbeddedRedis redis) {
      assertThat(redis.call("PING")).isEqualTo("PONG");
    }
  }
}
