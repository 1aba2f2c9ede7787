package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.proxy.Cut;
import dev.bonghwa.testkit.proxy.Direction;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.worker.send.SendResult.Kind;
import dev.bonghwa.worker.send.SendResult.NotSent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can go wrong before a request is written. */
class VertxSenderFaultsIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private DiscordReceiver receiver;
  private FaultProxy proxy;
  private SenderHarness harness;

  @TempDir private Path dir;

  @BeforeEach
  void start() {
    receiver = DiscordReceiver.start();
    proxy = FaultProxy.to(receiver.port());
    harness = new SenderHarness(receiver.caFile(), 10, TIMEOUT);
  }

  @AfterEach
  void stop() {
    harness.close();
    proxy.close();
    receiver.close();
  }

  @Test
  void unknownHost_isDns() {
    assertThat(kind("does-not-exist.invalid", 443)).isEqualTo(Kind.DNS);
  }

  @Test
  void closedPort_isRefused() {
    assertThat(kind("127.0.0.1", FreePort.next())).isEqualTo(Kind.REFUSED);
  }

  @Test
  void silentHost_isAConnectTimeout() {
    proxy.blackhole();

    assertThat(kind("127.0.0.1", proxy.port())).isEqualTo(Kind.CONNECT_TIMEOUT);
  }

  @Test
  void manyAtASilentHost_endTogether_andTheHostIsReachedAgainWhenItAnswers() {
    proxy.blackhole();
    Outgoing request = SenderHarness.to(behind("127.0.0.1", proxy.port()), 0);
    List<CompletableFuture<SendResult>> all =
        IntStream.range(0, 50).mapToObj(i -> harness.begin(request, () -> true)).toList();

    assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
        .as("not one connection after the other")
        .succeedsWithin(TIMEOUT.multipliedBy(all.size() / 10));
    assertThat(all)
        .allSatisfy(
            one -> assertThat(kind(SenderHarness.get(one))).isEqualTo(Kind.CONNECT_TIMEOUT));
    assertThat(SenderHarness.get(harness.onLoop(harness.sender::inFlight))).isZero();
    proxy.heal();
    await().until(() -> harness.send(request) instanceof SendResult.Answer);
  }

  @Test
  void closeInTheHandshake_isNoFaultOfCertificates() {
    proxy.cutAfter(Direction.TO_SERVER, 20, Cut.RST);

    assertThat(kind("127.0.0.1", proxy.port())).isEqualTo(Kind.REFUSED);
  }

  @Test
  void otherHostName_isTls() {
    assertThat(kind("localhost.localdomain", receiver.port())).isIn(Kind.TLS, Kind.DNS);
    assertThat(receiver.log().requests()).isZero();
  }

  @Test
  void unknownAuthority_isTls() {
    try (SenderHarness trusting = new SenderHarness(null, 10, TIMEOUT)) {
      SendResult result = trusting.send(SenderHarness.to(receiver.url(), 0));

      assertThat(result)
          .isInstanceOfSatisfying(
              NotSent.class, notSent -> assertThat(notSent.kind()).isEqualTo(Kind.TLS));
    }
    assertThat(receiver.log().requests()).isZero();
  }

  @Test
  void badTrustCerts_areOneClearLine() throws IOException {
    Path empty = Files.writeString(dir.resolve("empty.pem"), "");
    Path broken =
        Files.writeString(
            dir.resolve("broken.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    for (Path bad : new Path[] {empty, broken, dir.resolve("missing.pem"), dir}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrustedCerts.read(bad))
          .withMessage("TRUST_CERTS_FILE must name a PEM file of certificates: \"" + bad + "\"");
    }
  }

  private Kind kind(String host, int port) {
    return kind(harness.send(SenderHarness.to(behind(host, port), 0)));
  }

  private static Kind kind(SendResult result) {
    return ((NotSent) result).kind();
  }

  private static URI behind(String host, int port) {
    return URI.create("https://" + host + ":" + port + "/api/v10/webhooks");
  }
}
