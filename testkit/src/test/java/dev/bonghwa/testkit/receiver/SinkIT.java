package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinkIT {

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void everyRequest_isAnsweredAfterTheLatency_andCounted(Version version) throws IOException {
    SinkCounts counts = new SinkCounts(2, "key=");
    Duration latency = Duration.ofMillis(30);
    long began;
    try (Sink sink = new Sink(ReceiverOptions.defaults(), counts, List.of(Duration.ZERO, latency));
        Client client =
            new Client(
                sink.urls().getLast(), sink.caFile(), HttpClient.newBuilder().version(version))) {
      sendOne(client);
      began = System.nanoTime();
      List<CompletableFuture<HttpResponse<String>>> answers =
          Samples.targets(1, 20)
              .map(target -> client.postLater(target, "{\"content\":\"key=a-1 k\"}"))
              .toList();

      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer)
            .succeedsWithin(Duration.ofSeconds(30))
            .satisfies(one -> assertThat(one.statusCode()).isEqualTo(204))
            .satisfies(one -> assertThat(one.version()).isEqualTo(version))
            .satisfies(one -> assertThat(one.headers().firstValue("via")).contains("1.1 google"))
            .satisfies(
                one -> assertThat(one.headers().firstValue("x-ratelimit-remaining")).contains("4"));
      }
    }
    assertThat(System.nanoTime() - began).isGreaterThan(latency.toNanos());
    assertThat(counts.door(0).toJson()).startsWith("{\"requests\":0,");
    assertThat(counts.door(1).toJson()).startsWith("{\"requests\":21,");
    assertThat(counts.job("a-1").toJson()).startsWith("{\"requests\":20,");
    assertThat(counts.job("a").toJson()).startsWith("{\"requests\":0,");
  }

  /** Also for its connection: those that follow need not wait for one. */
  private static void sendOne(Client client) {
    assertThat(client.postLater(Samples.targets(1, 1).findFirst().orElseThrow(), "{}"))
        .succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void door_becomesSlower_whenControlSaysSo() throws Exception {
    SinkCounts counts = new SinkCounts(1, "");
    Duration latency = Duration.ofMillis(30);
    try (Sink sink = new Sink(ReceiverOptions.defaults(), counts, List.of(Duration.ZERO));
        SinkControl control = new SinkControl(sink, counts);
        HttpClient plain = HttpClient.newHttpClient();
        Client client =
            new Client(sink.urls().getFirst(), sink.caFile(), HttpClient.newBuilder())) {
      URI slower = control.uri().resolve("/latency/0/" + latency.toMillis());
      sendOne(client);
      plain.send(HttpRequest.newBuilder(slower).build(), BodyHandlers.discarding());

      long began = System.nanoTime();
      sendOne(client);

      assertThat(System.nanoTime() - began).isGreaterThan(latency.toNanos());
    }
  }
}
