package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.discord.Webhook;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Version.class)
class DiscordReceiverIT {
  private static final String BODY = "{\"content\":\"run job_1\"}";

  @Parameter Version version;

  private final Webhook webhook = Samples.webhook(1, 0);
  private DiscordReceiver receiver;
  private Client client;

  @BeforeEach
  void start() {
    receiver = DiscordReceiver.start(ReceiverOptions.defaults().withJobKey(JobKey.marker("run ")));
    client = new Client(receiver, version);
  }

  @AfterEach
  void stop() {
    client.close();
    receiver.close();
  }

  @Test
  void success_looksLikeDiscords() throws IOException {
    HttpResponse<String> answer = client.post(webhook, BODY);

    assertThat(answer.version()).isEqualTo(version);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().map())
        .containsKeys(
            "via",
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
            "x-ratelimit-reset-after",
            "x-ratelimit-bucket");
  }

  @Test
  void request_isLoggedAndKept() throws IOException {
    client.post(webhook, BODY);

    assertThat(receiver.log().requestsOf(webhook.id()))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.job()).isEqualTo("job_1");
              assertThat(request.status()).isEqualTo(204);
              assertThat(request.ending()).isEqualTo(Ending.COMPLETE);
            });
    assertThat(receiver.log().answered2xx(webhook.id(), "job_1")).isTrue();
    assertThat(receiver.recent())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.body()).isEqualTo(BODY);
              assertThat(request.header("Content-Type")).isEqualTo("application/json");
              assertThat(request.token()).isEqualTo(webhook.token());
              assertThat(request.toString()).doesNotContain(webhook.token());
            });
  }

  @Test
  void host_isInAddressAndCertificate() throws IOException {
    ReceiverOptions named = ReceiverOptions.defaults().withHost("localhost");
    try (DiscordReceiver other = DiscordReceiver.start(named);
        Client caller = new Client(other, version)) {
      assertThat(other.url()).hasHost("localhost");
      assertThat(caller.post(webhook, BODY).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void waitTrue_givesTheMessage() throws Exception {
    HttpResponse<String> answer = client.postLater(webhook.target() + "?wait=true", BODY).get();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"webhook_id\"");
  }

  @Test
  void whoComesBeforeRetryAfterEnds_isEarlyAndMustWaitOn() throws IOException {
    receiver.behave(Behaviour.delivering().after(1, Answers.rateLimited(Duration.ofMinutes(1))));

    HttpResponse<String> first = client.post(webhook, BODY);
    HttpResponse<String> second = client.post(webhook, BODY);

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.body()).contains("\"retry_after\": 60.000", "\"global\": false");
    assertThat(first.headers().firstValue("retry-after")).contains("60");
    assertThat(first.headers().firstValue("x-ratelimit-scope")).contains("user");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(receiver.log().earlyRequests()).isEqualTo(1);
    assertThat(receiver.log().someEarlyRequests()).hasSize(1);
  }

  @Test
  void whoWaits_isNotEarly() throws IOException {
    receiver.behave(Behaviour.delivering().after(1, Answers.rateLimited(Duration.ofMillis(1))));
    client.post(webhook, BODY);
    Duration pause = Duration.ofMillis(5);
    await().pollDelay(pause).until(() -> true);

    assertThat(client.post(webhook, BODY).statusCode()).isEqualTo(204);

    assertThat(receiver.log().earlyRequests()).isZero();
  }

  @Test
  void goneWebhook_calledAgain_isCounted() throws IOException {
    receiver.behave(Behaviour.always(Answers.gone()));

    client.post(webhook, BODY);
    HttpResponse<String> again = client.post(webhook, BODY);

    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.body()).contains("10015");
    assertThat(receiver.log().requestsToGone()).isEqualTo(1);
    assertThat(receiver.log().snapshot().goneWebhooks()).isEqualTo(1);
  }

  @Test
  void banPage_hasNeitherViaNorLimits() throws IOException {
    receiver.behave(Behaviour.always(Answers.banPage()));

    HttpResponse<String> answer = client.post(webhook, BODY);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("error code: 1015");
    assertThat(answer.headers().map())
        .doesNotContainKeys("via", "x-ratelimit-limit", "retry-after");
  }

  @Test
  void cutInHead_hidesTheStatus() {
    receiver.behave(request -> new CutAnswer(Answers.message(request), Where.IN_HEAD));

    assertThatThrownBy(() -> client.post(webhook, BODY)).isInstanceOf(IOException.class);

    assertThat(receiver.log().requestsOf(webhook.id()).getFirst().ending())
        .isEqualTo(Ending.CUT_IN_HEAD);
    assertThat(receiver.log().answered2xx(webhook.id(), "job_1")).isFalse();
  }

  @Test
  void cutInBody_mayBeKnownToTheClient() {
    receiver.behave(request -> new CutAnswer(Answers.message(request), Where.IN_BODY));

    assertThatThrownBy(() -> client.post(webhook, BODY)).isInstanceOf(IOException.class);

    assertThat(receiver.log().answered2xx(webhook.id(), "job_1")).isTrue();
    assertThat(receiver.log().duplicate2xx()).isZero();
  }

  @Test
  void connectionsAndStreams_canBeEndedInAnyWay() {
    for (ReceiverReply reply :
        new ReceiverReply[] {
          new ReceiverReply.Reset(Duration.ZERO),
          new ReceiverReply.HangUp(Duration.ofMillis(5)),
          new ReceiverReply.Refused(Duration.ZERO)
        }) {
      receiver.behave(Behaviour.always(reply));

      assertThatThrownBy(() -> client.post(webhook, BODY)).isInstanceOf(IOException.class);
    }

    assertThat(receiver.log().snapshot().unanswered()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void silence_staysOpen() {
    receiver.behave(Behaviour.always(new ReceiverReply.Silence()));

    var answer = client.postLater(webhook.target(), BODY);
    receiver.log().awaitRequests(1, Duration.ofSeconds(5));

    assertThat(receiver.log().snapshot().open()).isEqualTo(1);
    assertThat(answer).isNotDone();
  }

  @Test
  void delay_passesBeforeTheAnswer() throws IOException {
    receiver.behave(Behaviour.always(Answers.gone().after(Duration.ofMillis(100))));
    long start = System.nanoTime();

    client.post(webhook, BODY);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void otherPaths_areNotFound_andNotLogged() throws Exception {
    HttpResponse<String> answer = client.postLater("../users/1", BODY).get();

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(receiver.log().requests()).isZero();
  }

  @Test
  void resetConnections_newOnesWork() throws IOException {
    client.post(webhook, BODY);

    receiver.resetConnections();
    await().until(() -> receiver.connections() == 0);

    assertThat(client.post(webhook, BODY).statusCode()).isEqualTo(204);
    assertThat(receiver.accepted()).isGreaterThan(1);
    assertThat(receiver.log().duplicate2xx()).isEqualTo(1);
  }
}
