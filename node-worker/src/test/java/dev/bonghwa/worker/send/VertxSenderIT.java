package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import dev.bonghwa.worker.send.SendResult.Answer;
import dev.bonghwa.worker.send.SendResult.Kind;
import dev.bonghwa.worker.send.SendResult.Lost;
import dev.bonghwa.worker.send.SendResult.NotSent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** One request and its fate, over both versions of HTTP. */
@ParameterizedClass(name = "HTTP/2: {0}")
@ValueSource(booleans = {true, false})
class VertxSenderIT {
  private static final Duration LONG = Duration.ofSeconds(15);

  @Parameter boolean http2;

  private DiscordReceiver receiver;
  private SenderHarness harness;

  @BeforeEach
  void start() {
    ReceiverOptions options = ReceiverOptions.defaults();
    receiver = DiscordReceiver.start(http2 ? options : options.withHttp1Only());
    harness = new SenderHarness(receiver.caFile(), 200, LONG);
  }

  @AfterEach
  void stop() {
    harness.close();
    receiver.close();
  }

  @Test
  void delivery_isAnAnswerWithItsHeaders() {
    SendResult result = send(0);

    assertThat(result)
        .isInstanceOfSatisfying(
            Answer.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(204);
              assertThat(answer.headers().limited()).isTrue();
              assertThat(answer.headers().via()).isNotNull();
              assertThat(answer.body()).isEmpty();
            });
    assertThat(receiver.recent())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.http2()).isEqualTo(http2);
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.header("content-type")).isEqualTo("application/json");
              assertThat(request.header("user-agent")).isEqualTo("DiscordBot (x, 1)");
              assertThat(request.body()).isEqualTo("{\"content\":\"hello\"}");
            });
  }

  @Test
  void refusal_bringsItsBody() {
    receiver.behave(Behaviour.always(Answers.rateLimited(Duration.ofMillis(650))));

    assertThat(send(0))
        .isInstanceOfSatisfying(
            Answer.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(429);
              assertThat(answer.headers().retryAfter()).isEqualTo("1");
              assertThat(answer.headers().scope()).isEqualTo("user");
              assertThat(new String(answer.body())).contains("\"retry_after\": 0.650");
            });
  }

  @Test
  void longBody_isCutAtSixteenKiB() {
    String page = "x".repeat(40_000);
    receiver.behave(Behaviour.always(ReceiverReply.Answer.of(502).body("text/html", page)));

    assertThat(send(0)).is(answer(502, 16 * 1024));
  }

  @Test
  void endlessBody_isGivenUp() {
    String page = "x".repeat(10_000_000);
    receiver.behave(Behaviour.always(ReceiverReply.Answer.of(502).body("text/html", page)));

    assertThat(send(0)).is(answer(502, 16 * 1024));
    receiver.behave(Behaviour.delivering());
    assertThat(send(1)).is(answer(204, 0));
  }

  @Test
  void redirect_isNotFollowed() {
    receiver.behave(
        Behaviour.always(ReceiverReply.Answer.of(302).header("Location", receiver.url() + "/1/x")));

    assertThat(send(0)).is(answer(302, 0));
    assertThat(receiver.log().requests()).isOne();
  }

  @Test
  void resetBeforeTheAnswer_isLost() {
    receiver.behave(Behaviour.always(new ReceiverReply.Reset(Duration.ofMillis(20))));

    assertThat(send(0)).isInstanceOf(Lost.class);
    assertThat(receiver.log().requests()).isOne();
  }

  @Test
  void closeBeforeTheAnswer_isLost() {
    receiver.behave(Behaviour.always(new ReceiverReply.HangUp(Duration.ofMillis(20))));

    assertThat(send(0)).isInstanceOf(Lost.class);
    assertThat(receiver.log().requests()).isOne();
  }

  @Test
  void answerCutInItsHead_isLost() {
    receiver.behave(Behaviour.always(new CutAnswer(Answers.gone(), Where.IN_HEAD)));

    assertThat(send(0)).isInstanceOf(Lost.class);
  }

  @Test
  void answerCutInItsBody_isAnAnswer() {
    receiver.behave(Behaviour.always(new CutAnswer(Answers.gone(), Where.IN_BODY)));

    assertThat(send(0))
        .isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.status()).isEqualTo(404));
  }

  @Test
  void silence_isLostAfterTheTimeout() {
    try (SenderHarness hasty = new SenderHarness(receiver.caFile(), 10, Duration.ofSeconds(2))) {
      assertThat(hasty.send(to(0))).is(answer(204, 0));
      receiver.behave(Behaviour.always(new ReceiverReply.Silence()));

      assertThat(hasty.send(to(1))).isEqualTo(new Lost("no answer within 2000 ms"));

      receiver.behave(Behaviour.delivering());
      assertThat(hasty.send(to(2))).is(answer(204, 0));
    }
  }

  @Test
  void manyTimeouts_leaveNothingBehind() {
    receiver.behave(Behaviour.always(new ReceiverReply.Silence()));
    try (SenderHarness small = new SenderHarness(receiver.caFile(), 1, Duration.ofSeconds(2))) {
      List<CompletableFuture<SendResult>> all =
          IntStream.range(0, 120).mapToObj(i -> small.begin(to(i), () -> true)).toList();
      all.forEach(one -> assertThat(SenderHarness.get(one)).isNotInstanceOf(Answer.class));
      receiver.behave(Behaviour.delivering());

      for (int i = 0; i < 110; i++) {
        assertThat(small.send(to(i))).is(answer(204, 0));
      }
    }
  }

  @Test
  void connectionThatWasDropped_isReplaced() {
    Duration hasty = Duration.ofSeconds(2);
    try (FaultProxy proxy = FaultProxy.to(receiver.port());
        SenderHarness sender = new SenderHarness(receiver.caFile(), 10, hasty)) {
      URI behind = URI.create("https://127.0.0.1:" + proxy.port() + receiver.url().getPath());
      assertThat(sender.send(SenderHarness.to(behind, 0))).is(answer(204, 0));

      proxy.forgetConnections();

      assertThat(sender.send(SenderHarness.to(behind, 1))).isInstanceOf(Lost.class);
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(sender.send(SenderHarness.to(behind, 2))).is(answer(204, 0)));
    }
  }

  @Test
  void refusedStream_wasNotProcessed() {
    receiver.behave(Behaviour.always(new ReceiverReply.Refused(Duration.ZERO)));

    SendResult result = send(0);

    assertThat(result).isInstanceOf(http2 ? NotSent.class : Lost.class);
    if (result instanceof NotSent notSent) {
      assertThat(notSent.kind()).isEqualTo(Kind.REFUSED_STREAM);
    }
  }

  @Test
  void mayNotWrite_isWithheldAndFreesItsPlace() {
    try (SenderHarness small = new SenderHarness(receiver.caFile(), 1, LONG)) {
      for (int i = 0; i < 110; i++) {
        assertThat(small.send(to(i), () -> false)).isEqualTo(new SendResult.Withheld());
      }
      assertThat(receiver.log().requests()).isZero();

      assertThat(small.send(to(1))).is(answer(204, 0));
      assertThat(receiver.log().requests()).isOne();
    }
  }

  @Test
  void mayNotWrite_doesNotDisturbWhatIsInFlight() {
    receiver.behave(Behaviour.always(ReceiverReply.Answer.of(204).after(Duration.ofMillis(300))));
    CompletableFuture<SendResult> inFlight = harness.begin(to(0), () -> true);
    receiver.log().awaitRequests(1, Duration.ofSeconds(5));

    assertThat(harness.send(to(1), () -> false)).isEqualTo(new SendResult.Withheld());

    assertThat(SenderHarness.get(inFlight)).is(answer(204, 0));
    assertThat(send(2)).is(answer(204, 0));
  }

  @Test
  void requestThatTheClientRefuses_isNotSent() {
    Outgoing good = to(0);
    Outgoing bad =
        new Outgoing(good.host(), good.port(), "/a\r\nb", Map.of("bad\nname", "x"), good.body());

    assertThat(harness.send(bad)).isInstanceOf(NotSent.class);
    assertThat(receiver.log().requests()).isZero();
    assertThat(send(1)).is(answer(204, 0));
  }

  @Test
  void connections_areKept() {
    for (int i = 0; i < 50; i++) {
      assertThat(send(i)).is(answer(204, 0));
    }

    assertThat(receiver.accepted()).isOne();
  }

  @Test
  void manyAtOnce_areBoundedByThePool() {
    receiver.behave(Behaviour.always(ReceiverReply.Answer.of(204).after(Duration.ofMillis(10))));

    try (SenderHarness patient = new SenderHarness(receiver.caFile(), 120, LONG)) {
      List<CompletableFuture<SendResult>> all =
          IntStream.range(0, 240).mapToObj(i -> patient.begin(to(i), () -> true)).toList();

      all.forEach(one -> assertThat(SenderHarness.get(one)).is(answer(204, 0)));
      assertThat(receiver.accepted()).isLessThanOrEqualTo(http2 ? 2 : 120);
      assertThat(SenderHarness.get(patient.onLoop(patient.sender::inFlight))).isZero();
    }
  }

  @Test
  void afterTheReceiverClosedItsConnections_sendingGoesOn() {
    send(0);
    receiver.goAway();
    await().until(() -> receiver.connections() == 0);

    assertThat(send(1)).is(answer(204, 0));
    assertThat(receiver.log().requests()).isEqualTo(2);
  }

  @Test
  void close_endsWhatIsInFlight() {
    receiver.behave(Behaviour.always(new ReceiverReply.Silence()));
    CompletableFuture<SendResult> written = harness.begin(to(0), () -> true);
    receiver.log().awaitRequests(1, Duration.ofSeconds(5));

    harness.onLoop(
        () -> {
          harness.sender.close();
          return true;
        });

    assertThat(SenderHarness.get(written)).isEqualTo(new Lost("given up"));
  }

  private SendResult send(int number) {
    return harness.send(to(number));
  }

  private Outgoing to(int number) {
    return SenderHarness.to(receiver.url(), number);
  }

  private static Condition<SendResult> answer(int status, int bytes) {
    return new Condition<>(
        result ->
            result instanceof Answer answer
                && answer.status() == status
                && answer.body().length == bytes,
        "answer %d with %d bytes",
        status,
        bytes);
  }
}
