package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyLogin;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.proxy.ConnectProxy;
import dev.bonghwa.testkit.proxy.Cut;
import dev.bonghwa.testkit.proxy.Direction;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.worker.send.SendResult.Kind;
import dev.bonghwa.worker.send.SendResult.NotSent;
import dev.bonghwa.worker.send.SendResult.ProxyFailed;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through a real proxy to a real receiver. */
class ProxiesIT {
  private static final ProxyLogin LOGIN = new ProxyLogin("user", "secret");

  private DiscordReceiver receiver;
  private ConnectProxy proxy;
  private SenderHarness harness;

  @BeforeEach
  void start() {
    receiver = DiscordReceiver.start();
    proxy = ConnectProxy.start("127.0.0.2", LOGIN.user(), LOGIN.password());
    harness = new SenderHarness(receiver.caFile(), 10, Duration.ofSeconds(10), LOGIN);
  }

  @AfterEach
  void stop() {
    harness.close();
    proxy.close();
    receiver.close();
  }

  @Test
  void request_goesThroughATunnelEndToEnd() {
    assertThat(send(receiver.url())).isInstanceOf(SendResult.Answer.class);
    assertThat(send(receiver.url())).isInstanceOf(SendResult.Answer.class);

    assertThat(proxy.tunnels()).isEqualTo(1);
    assertThat(receiver.recent()).allMatch(request -> request.http2()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 502, 503})
  void refusedConnect_isTheProxys(int status) {
    proxy.answer(status);

    assertThat(failed(send(receiver.url())).login()).isFalse();
    assertThat(receiver.log().requests()).isZero();
  }

  @Test
  void wrongLogin_isToldAsSuch_withoutThePassword() {
    proxy.answer(407);

    ProxyFailed failed = failed(send(receiver.url()));

    assertThat(failed.login()).isTrue();
    assertThat(failed.detail()).contains("407").doesNotContain(LOGIN.password());
    assertThat(LOGIN.toString()).doesNotContain(LOGIN.password());
  }

  @Test
  void closeDuringConnect_isTheProxys() {
    proxy.cut();

    failed(send(receiver.url()));
  }

  @Test
  void aProxyThatDies_endsWhatIsInFlight() {
    receiver.behave(Mix.seeded(1).latency(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    CompletableFuture<SendResult> open = harness.beginBy(proxy(), to(receiver.url()));
    receiver.log().awaitRequests(1, Duration.ofSeconds(10));

    proxy.close();

    assertThat(SenderHarness.get(open))
        .isInstanceOfSatisfying(
            SendResult.Lost.class, lost -> assertThat(lost.detail()).doesNotContain("ms"));
  }

  @Test
  void closedPort_isTheProxys() {
    failed(harness.sendBy(new Proxy("127.0.0.1", FreePort.next()), to(receiver.url())));
  }

  @Test
  void silence_isTheProxys() {
    proxy.hang();
    try (SenderHarness hasty =
        new SenderHarness(receiver.caFile(), 10, Duration.ofMillis(300), LOGIN)) {
      failed(hasty.sendBy(proxy(), to(receiver.url())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FIN", "RST"})
  void closeInTheHandshake_isNotTheEndpoints(String cut) {
    try (FaultProxy far = FaultProxy.to(receiver.port())) {
      far.cutAfter(Direction.TO_SERVER, 20, Cut.valueOf(cut));

      failed(send(URI.create("https://127.0.0.1:" + far.port() + receiver.url().getPath())));
    }
  }

  @Test
  void unknownAuthority_isTls() {
    try (SenderHarness trusting = new SenderHarness(null, 10, Duration.ofSeconds(10), LOGIN)) {
      assertThat(trusting.sendBy(proxy(), to(receiver.url())))
          .isInstanceOfSatisfying(
              NotSent.class, notSent -> assertThat(notSent.kind()).isEqualTo(Kind.TLS));
    }
  }

  private SendResult send(URI url) {
    return harness.sendBy(proxy(), to(url));
  }

  private Proxy proxy() {
    return new Proxy("127.0.0.1", proxy.port());
  }

  private static Outgoing to(URI url) {
    return SenderHarness.to(url, 0);
  }

  private static ProxyFailed failed(SendResult result) {
    assertThat(result).isInstanceOf(ProxyFailed.class);
    return (ProxyFailed) result;
  }
}
