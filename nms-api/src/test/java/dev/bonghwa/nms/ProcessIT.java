package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.nms.http.RawClient;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The program from outside: what it says and how it stops. Of bad starts tells cli's BadStartIT.
 */
@ExtendWith(RedisExtension.class)
class ProcessIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void onSigterm_itEndsSoonWith0_alsoWithIdleConnections(EmbeddedRedis redis) throws IOException {
    try (JavaProcess nms = nms(redis).start()) {
      int port =
          Integer.parseInt(nms.awaitLine("listens on http://127.0.0.1:(\\d+)", SOON).group(1));
      try (RawClient idle = new RawClient(port);
          RawClient watching = new RawClient(port)) {
        idle.send("GET /healthz HTTP/1.1", "Host: x", "", "").answer();
        watching.send("GET /healthz HTTP/1.1", "Host: x", "", "").answer();

        nms.signal(Signal.TERM);

        assertThat(nms.awaitExit(Duration.ofSeconds(10))).isZero();
        assertThat(nms.lines()).anyMatch(line -> line.endsWith("stopped"));
      }
    }
  }

  @Test
  void jsonLogs_areOneObjectALine_andNoSecretIsLogged(EmbeddedRedis redis) throws IOException {
    try (JavaProcess nms = nms(redis).env("LOG_FORMAT", "json").env("LOG_LEVEL", "debug").start()) {
      String line = nms.awaitLine("^(\\{.*listens on.*\\})$", SOON).group(1);
      int port = Integer.parseInt(line.replaceAll(".*127\\.0\\.0\\.1:(\\d+), health.*", "$1"));
      String body = Lists.submit('"' + Lists.webhook(1) + "\",\"bad\"");
      try (RawClient client = new RawClient(port)) {
        client.send(
            "POST /v1/jobs HTTP/1.1",
            "Host: x",
            "Authorization: Bearer " + ApiUnderTest.KEY,
            "Content-Type: application/json",
            "Content-Length: " + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
            "",
            new String(
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(client.answer()).startsWith("HTTP/1.1 202");
      }
      nms.awaitLine("accepted: targets 1, ", SOON);
      nms.assertNoSecret(Lists.webhook(1).split("/")[1]);
      nms.assertNoSecret(ApiUnderTest.KEY);
    }
  }

  private static JavaCommand nms(EmbeddedRedis redis) {
    return JavaCommand.of(NmsApi.class)
        .env("REDIS_URL", RedisUsers.uri(redis, RedisUsers.NMS_API))
        .env("API_KEY", ApiUnderTest.KEY)
        .env("BIND", "127.0.0.1")
        .env("PORT", 0)
        .env("MANAGEMENT_PORT", 0);
  }
}
