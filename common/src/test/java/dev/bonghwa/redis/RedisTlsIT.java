package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.RedisSettings.Login;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisTls;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a machine that is not ours comes in: by rediss://, a private authority and a user. */
class RedisTlsIT {

  private static final int PORT = FreePort.next();
  private static @TempDir Path directory;
  private static RedisTls tls;
  private static EmbeddedRedis server;

  @BeforeAll
  static void start() {
    assumeTrue(!"docker".equals(System.getProperty("bonghwa.redis")), "a container has one port");
    tls = RedisTls.in(directory);
    server = EmbeddedRedis.start(tls.on(PORT, RedisOptions.defaults().withUsers()));
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static RedisSettings settings(String host) {
    Login worker = new Login(RedisUsers.NODE_WORKER, RedisUsers.password(RedisUsers.NODE_WORKER));
    return RedisSettings.of("rediss://" + host + ":" + PORT, 1, worker, false);
  }

  @Test
  void bothConnections_comeInByTheAuthority() {
    try (Redis redis = Redis.connect(settings("localhost").withCaFile(tls.caFile()), "test");
        BlockingPop pop = redis.openPop("test:pop")) {
      var none = pop.pop(new NodeId("a"), false, Duration.ofMillis(10));

      assertThat(none.toCompletableFuture().join()).isEmpty();
      assertThat(RedisUsers.denied(server)).isEmpty();
    }
  }

  @Test
  void anotherAuthority_isSaid() throws Exception {
    Path others = RedisTls.in(Files.createDirectory(directory.resolve("others"))).caFile();

    assertThatThrownBy(() -> Redis.connect(settings("localhost").withCaFile(others), "test"))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("is it of the authority in REDIS_CA_FILE?");
  }

  @Test
  void noAuthority_isSaid() {
    assertThatThrownBy(() -> Redis.connect(settings("localhost"), "test"))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("is it of the authority in REDIS_CA_FILE?");
  }

  @Test
  void anotherHost_isSaid() {
    assertThatThrownBy(() -> Redis.connect(settings("127.0.0.1").withCaFile(tls.caFile()), "test"))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("its certificate does not name the host in REDIS_URL");
  }
}
