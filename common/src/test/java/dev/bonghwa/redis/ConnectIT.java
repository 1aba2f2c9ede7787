package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.proxy.Cut;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class ConnectIT {

  @Test
  void aConnectionThatIsClosedOnce_isTriedAgain(EmbeddedRedis server) {
    try (FaultProxy proxy = FaultProxy.to(server.port())) {
      proxy.cutReplyOf(1, Cut.FIN);

      var settings = RedisSettings.of("redis://127.0.0.1:" + proxy.port());
      try (Redis redis = Redis.connect(settings, "test")) {
        assertThat(redis.isConnected()).isTrue();
        assertThat(proxy.accepted()).isGreaterThan(1);
      }
    }
  }
}
