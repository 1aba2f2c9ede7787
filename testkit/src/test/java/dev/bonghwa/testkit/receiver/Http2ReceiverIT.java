package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.discord.Webhook;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class Http2ReceiverIT {
  private final Webhook webhook = Samples.webhook(1, 0);

  @Test
  void manyRequests_shareOneConnection() throws IOException {
    // The JDK's client fails, and does not wait, when there are more.
    ReceiverOptions options = ReceiverOptions.defaults().withMaxStreams(300);
    try (DiscordReceiver receiver = DiscordReceiver.start(options);
        Client client = new Client(receiver, Version.HTTP_2)) {
      client.post(webhook, "{}");
      List<CompletableFuture<HttpResponse<String>>> answers =
          Samples.targets(2, 200).map(target -> client.postLater(target, "{}")).toList();

      answers.forEach(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(30)));

      assertThat(receiver.log().answers(204)).isEqualTo(201);
      assertThat(receiver.connections()).isLessThan(8);
    }
  }

  @Test
  void refusedStream_leavesTheOthersAlone() throws Exception {
    Behaviour refusingOne =
        request ->
            request.webhook() == webhook.id()
                ? new ReceiverReply.Refused(Duration.ZERO)
                : Answers.delivered(request).after(Duration.ofMillis(200));
    try (DiscordReceiver receiver = DiscordReceiver.start(refusingOne);
        Client client = new Client(receiver, Version.HTTP_2)) {
      var other = client.postLater(Samples.webhook(1, 1).target(), "{}");
      receiver.log().awaitRequests(1, Duration.ofSeconds(5));

      assertThat(client.postLater(webhook.target(), "{}")).failsWithin(Duration.ofSeconds(5));

      assertThat(other.get().statusCode()).isEqualTo(204);
    }
  }

  @Test
  void goAway_answersWhatIsOpen_andClosesThen() throws Exception {
    Behaviour slow = Behaviour.always(Answers.gone().after(Duration.ofMillis(200)));
    try (DiscordReceiver receiver = DiscordReceiver.start(slow);
        Client client = new Client(receiver, Version.HTTP_2)) {
      var open = client.postLater(webhook.target(), "{}");
      receiver.log().awaitRequests(1, Duration.ofSeconds(5));

      receiver.goAway();

      assertThat(open.get().statusCode()).isEqualTo(404);
      await().until(() -> receiver.connections() == 0);
    }
  }

  @Test
  void http1Only_offersNothingElse() throws IOException {
    ReceiverOptions options = ReceiverOptions.defaults().withHttp1Only();
    try (DiscordReceiver receiver = DiscordReceiver.start(options);
        Client client = new Client(receiver, Version.HTTP_2)) {
      assertThat(client.post(webhook, "{}").version()).isEqualTo(Version.HTTP_1_1);
    }
  }

  @Test
  void sixthRequestWithin2Seconds_is429() throws IOException {
    ReceiverOptions options = ReceiverOptions.defaults().withBuckets();
    try (DiscordReceiver receiver = DiscordReceiver.start(options);
        Client client = new Client(receiver, Version.HTTP_2)) {
      HttpResponse<String> fifth = null;
      for (int i = 0; i < 5; i++) {
        fifth = client.post(webhook, "{}");
      }

      HttpResponse<String> sixth = client.post(webhook, "{}");

      assertThat(fifth.statusCode()).isEqualTo(204);
      assertThat(fifth.headers().firstValue("x-ratelimit-remaining")).contains("0");
      assertThat(sixth.statusCode()).isEqualTo(429);
      assertThat(receiver.log().earlyRequests()).isZero();
    }
  }

  @Test
  void portInUse_isSaid() {
    try (DiscordReceiver receiver = DiscordReceiver.start()) {
      ReceiverOptions samePort = ReceiverOptions.defaults().withPort(receiver.port());

      assertThatThrownBy(() -> DiscordReceiver.start(samePort))
          .hasMessage("the receiver cannot listen on port " + receiver.port());
    }
  }
}
