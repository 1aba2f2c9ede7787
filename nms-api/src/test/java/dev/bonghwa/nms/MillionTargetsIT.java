package dev.bonghwa.nms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The default limits in the smallest heap that is promised. */
@ExtendWith(RedisExtension.class)
class MillionTargetsIT {
  private static final int TARGETS = 1_000_000;
  private static final int A_PIECE = 10_000;

  @Test
  void aMillionTargets_fitThrough128MegabytesOfHeap(EmbeddedRedis redis) throws Exception {
    try (JavaProcess nms = start(redis);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(submit(portOf(nms)), BodyHandlers.ofString());

      JsonNode job = new ObjectMapper().readTree(answer.body());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      assertThat(job.path("total").asInt()).isEqualTo(TARGETS - A_PIECE);
      assertThat(job.path("duplicates").asInt()).isEqualTo(A_PIECE);
    }
  }

  private static JavaProcess start(EmbeddedRedis redis) {
    return JavaCommand.of(NmsApi.class)
        .jvm("-Xmx128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
        .env("REDIS_URL", redis.uri())
        .env("API_KEY", ApiUnderTest.KEY)
        .env("BIND", "127.0.0.1")
        .env("PORT", 0)
        .env("MANAGEMENT_PORT", 0)
        .start();
  }

  private static String portOf(JavaProcess nms) {
    return nms.awaitLine("listens on http://127.0.0.1:(\\d+)", Duration.ofSeconds(30)).group(1);
  }

  private static HttpRequest submit(String port) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/jobs"))
        .header("Authorization", "Bearer " + ApiUnderTest.KEY)
        .header("Content-Type", "application/x-ndjson")
        .POST(BodyPublishers.ofInputStream(MillionTargetsIT::body))
        .timeout(Duration.ofMinutes(2))
        .build();
  }

  /** 990,000 webhooks, and the first 10,000 of them again. */
  private static InputStream body() {
    String head = "{\"message\":{\"content\":\"hello\"}}\n";
    Iterator<InputStream> pieces =
        Stream.concat(
                Stream.of(stream(head)),
                Stream.concat(
                    IntStream.range(0, TARGETS / A_PIECE - 1).mapToObj(MillionTargetsIT::piece),
                    Stream.of(0).map(MillionTargetsIT::piece)))
            .iterator();
    return new SequenceInputStream(asEnumeration(pieces));
  }

  private static InputStream piece(int number) {
    StringBuilder lines = new StringBuilder();
    for (int i = number * A_PIECE; i < (number + 1) * A_PIECE; i++) {
      lines.append('"').append(Lists.webhook(i)).append("\"\n");
    }
    return new ByteArrayInputStream(lines.toString().getBytes(US_ASCII));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static <T> Enumeration<T> asEnumeration(Iterator<T> iterator) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return iterator.hasNext();
      }

      @Override
      public T nextElement() {
        return iterator.next();
      }
    };
  }
}
