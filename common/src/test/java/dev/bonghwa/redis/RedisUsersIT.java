package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bonghwa.redis.RedisSettings.Login;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ACL file as it is deployed: what its users are refused. That it lets them do their work is
 * shown by all other tests, whose programs come as these users.
 */
class RedisUsersIT {

  private static EmbeddedRedis server;

  @BeforeAll
  static void load(@TempDir Path directory) throws IOException {
    assumeTrue(!"docker".equals(System.getProperty("bonghwa.redis")), "a container reads no file");
    Path file = Files.writeString(directory.resolve("users.acl"), "user waits on nopass -@all\n");
    server = EmbeddedRedis.start(RedisOptions.defaults().with("aclfile " + file));
    Files.writeString(file, RedisUsers.file(EmbeddedRedis.version()));
    server.call("ACL", "LOAD");
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static String as(String user, String... words) {
    return server.callAs(user, RedisUsers.password(user), words);
  }

  /** Redis replays its append-only file as that user, and leaves out what it may not do. */
  @Test
  void theDefaultUserMayDoAll_andCannotComeIn() {
    assertThat(as("admin", "ACL", "LIST"))
        .contains("user default off")
        .containsPattern("user default off [^\n]*~\\* [^\n]*\\+@all");
  }

  @Test
  void nobodyComesInWithoutAName() {
    assertThatThrownBy(() -> server.call("PING")).hasMessageContaining("NOAUTH");
    assertThatThrownBy(() -> server.callAs("waits", "nothing", "PING"))
        .hasMessageContaining("WRONGPASS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONFIG GET *",
        "CONFIG SET maxmemory 1",
        "ACL LIST",
        "ACL WHOAMI",
        "FLUSHALL",
        "FLUSHDB",
        "KEYS *",
        "SCAN 0",
        "RANDOMKEY",
        "DEBUG SLEEP 0",
        "MONITOR",
        "SUBSCRIBE a",
        "PUBLISH a b",
        "CLIENT LIST",
        "CLIENT KILL TYPE normal",
        "CLIENT PAUSE 1",
        "SHUTDOWN",
        "SAVE",
        "BGREWRITEAOF",
        "REPLICAOF NO ONE",
        "PSYNC ? -1",
        "SLOWLOG GET",
        "SCRIPT FLUSH",
        "SELECT 1",
        "MIGRATE 127.0.0.1 1 bonghwa:a 0 1",
        "CLUSTER RESET",
        "CLUSTER SLOTS",
        "DUMP bonghwa:{job:1}",
        "COPY bonghwa:{job:1} bonghwa:{job:2}",
        "GET others",
      })
  void neitherProgramMay(String command) {
    for (String user : List.of(RedisUsers.NMS_API, RedisUsers.NODE_WORKER)) {
      assertThatThrownBy(() -> as(user, command.split(" ")))
          .as(user)
          .isInstanceOf(UncheckedIOException.class)
          .message()
          .containsAnyOf("NOPERM", "DEBUG command not allowed"); // to nobody, from Redis 7 on
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RENAME bonghwa:{job:1}:area:1:batches bonghwa:{job:1}:batches",
        "PERSIST bonghwa:{job:1}",
        "SADD bonghwa:{fleet}:draining a",
        "SREM bonghwa:{fleet}:draining a",
        "HSCAN bonghwa:{job:1}:failures 0",
        "GET bonghwa:{fleet}:durable",
        "LPUSH bonghwa:{node:a}:high 1",
        "HSET bonghwa:{job:1}:area:1:nodes a 0",
      })
  void aWorkerMayNot(String command) {
    assertThatThrownBy(() -> as(RedisUsers.NODE_WORKER, command.split(" ")))
        .hasMessageContaining("NOPERM");
  }

  /** That one may only read, or only drop, is nothing that a Redis before 7 can be told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET bonghwa:{job:1}:message {}",
        "HSET bonghwa:{job:1}:targets 0 a",
        "HDEL bonghwa:{job:1}:targets 0",
        "EVAL return(1) 1 bonghwa:{job:1}:message",
        "HSET bonghwa:{fleet}:proxies evil:1 {}",
        "UNLINK bonghwa:{fleet}:proxies",
        "DEL bonghwa:{fleet}:draining",
      })
  void fromRedis7On_aWorkerMayNot(String command) {
    assumeTrue(!EmbeddedRedis.version().startsWith("6."), "this Redis is too old");
    assertThatThrownBy(() -> as(RedisUsers.NODE_WORKER, command.split(" ")))
        .hasMessageContaining("NOPERM");
  }

  /** What a script does is held against its caller's rights too. */
  @Test
  void noScriptMayMore() {
    String script = "return redis.call('PERSIST', 'bonghwa:{fleet}:epoch')";

    assertThatThrownBy(() -> as(RedisUsers.NODE_WORKER, "EVAL", script, "0"))
        .hasMessageMatching("(?s).*(NOPERM|can't run this command).*");
  }

  @ParameterizedTest
  @CsvSource({"metrics, INFO", "admin, ACL LIST"})
  void othersMay(String user, String command) {
    assertThat(as(user, command.split(" "))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"metrics, CONFIG GET *", "metrics, GET bonghwa:{fleet}:epoch", "replica, GET a"})
  void othersMayNot(String user, String command) {
    assertThatThrownBy(() -> as(user, command.split(" "))).hasMessageContaining("NOPERM");
  }

  @Test
  void connect_asOneWhoMayNotWhatIsNeeded_saysWhatAndWhere() {
    Login replica = new Login("replica", RedisUsers.password("replica"));
    RedisSettings settings = RedisSettings.of("127.0.0.1", server.port(), replica, false);

    assertThatThrownBy(() -> Redis.connect(settings, "test"))
        .isInstanceOf(RedisUnusable.class)
        .hasMessageContaining("deploy/redis/users.acl (NOPERM");
  }
}
