package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bonghwa doctor}. */
class DoctorIT {

  @AutoClose private final FakeNms nms = new FakeNms();
  private final CliUnderTest cli = new CliUnderTest(nms);

  @Test
  void aDeploymentThatWorks_hasNoFault() {
    RedisOptions options = RedisOptions.defaults().withAppendOnly().withPassword("secret-word");
    nms.on("GET /readyz", 200, "{}").on("GET /v1/nodes", 200, "{\"nodes\": []}");
    try (EmbeddedRedis redis = EmbeddedRedis.start(options);
        DiscordReceiver discord = DiscordReceiver.start()) {
      cli.with("REDIS_URL", redis.uri().toString())
          .with("DISCORD_URL", discord.url().toString())
          .with("TRUST_CERTS_FILE", discord.caFile().toString());

      assertThat(cli.run("doctor")).as(cli.out()).isEqualTo(ExitCode.OK);
      assertThat(cli.out())
          .containsSubsequence("ok       nms-api", "ok       api key", "ok       redis login")
          .containsSubsequence("warning  nodes          none is alive", "ok       egress address")
          .contains("ok       memory", "0 faults")
          .doesNotContain("secret-word", FakeNms.KEY);
    }
  }

  @Test
  void whatIsAway_isAFaultAndNoStackTrace() {
    nms.close();
    cli.with("REDIS_URL", "redis://127.0.0.1:1");

    assertThat(cli.run("doctor", "--offline", "--output", "json")).isEqualTo(ExitCode.FAULT);
    assertThat(cli.out())
        .contains("no nms-api answers at", "127.0.0.1:1: connection refused")
        .contains("\"result\" : \"skipped\"", "--offline");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void withoutARedisToAsk_thereIsTheApi() {
    nms.on("GET /readyz", 503, "{}");

    assertThat(cli.run("doctor", "--offline")).isEqualTo(ExitCode.FAULT);
    assertThat(cli.out())
        .contains("fault    nms-api        " + nms.url() + " is not ready")
        .contains("skipped  redis          REDIS_URL is not set here");
  }

  @Test
  void theUserOfNmsApi_isAskedForNoMoreThanItsRights() {
    RedisOptions options = RedisOptions.defaults().withAppendOnly().withUsers();
    nms.on("GET /readyz", 200, "{}").on("GET /v1/nodes", 200, "{\"nodes\": []}");
    try (EmbeddedRedis redis = EmbeddedRedis.start(options)) {
      cli.with("REDIS_URL", redis.uri().toString())
          .with("REDIS_USERNAME", RedisUsers.NMS_API)
          .with("REDIS_PASSWORD", RedisUsers.password(RedisUsers.NMS_API));

      assertThat(cli.run("doctor")).as(cli.out()).isEqualTo(ExitCode.OK);
      assertThat(cli.out()).contains("this user may do what nms-api does");
    }
  }

  @Test
  void theKeyFile_isTheKeyOfNmsApiToo(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), FakeNms.KEY);
    nms.on("GET /readyz", 200, "{}").on("GET /v1/nodes", 200, "{\"nodes\": []}");
    cli.with("API_KEY", "");

    int code = cli.run("doctor", "--offline", "--manager", "m", "--key-file", file.toString());

    assertThat(code).as(cli.out()).isEqualTo(ExitCode.OK);
    assertThat(cli.out())
        .contains("ok       configuration  nms-api can start with it", "ok       api key")
        .contains("skipped  egress         --offline; --manager is not tried either");
  }

  @Test
  void faultsOfTheConfiguration_comeFirst() {
    cli.with("MAX_CONCURRENT", "0");

    assertThat(cli.run("doctor")).isEqualTo(ExitCode.FAULT);
    assertThat(cli.out())
        .contains("fault    configuration  MAX_CONCURRENT must be", "skipped  all else");
  }
}
