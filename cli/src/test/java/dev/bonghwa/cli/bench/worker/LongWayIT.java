package dev.bonghwa.cli.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LongWayIT {

  private static final Duration ONE_WAY = Duration.ofMillis(50);

  @Test
  void whatIsAsked_isAnsweredAfterTheWayThereAndBack() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        LongWay way = new LongWay(ONE_WAY)) {
      JavaCommand program = JavaCommand.of("Program").env("REDIS_URL", redis.uri());
      URI url = URI.create(way.before(program).env().getOrDefault("REDIS_URL", ""));
      try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
        long began = System.nanoTime();
        socket.getOutputStream().write("PING\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));

        byte[] answer = socket.getInputStream().readNBytes("+PONG\r\n+PONG\r\n".length());

        assertThat(answer).asString(StandardCharsets.US_ASCII).isEqualTo("+PONG\r\n+PONG\r\n");
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(2 * ONE_WAY.toNanos());
      }
    }
  }
}
