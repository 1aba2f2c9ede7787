package dev.bonghwa.nms.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aRenewedCertificate_isTakenWithoutARestart() throws Exception {
    write("1");
    HttpListener listener = listener();
    int port = listener.start();
    assertThat(serialSeen(port)).isEqualTo(BigInteger.valueOf(1));

    write("2");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> serialSeen(port), BigInteger.valueOf(2)::equals);
    listener.stop(Duration.ZERO);
  }

  @Test
  void anUnusablePair_isOneClearLine() throws Exception {
    Files.writeString(certificate(), "no certificate");
    Files.writeString(key(), "no key");

    assertThatThrownBy(() -> listener().start())
        .isInstanceOf(CannotListen.class)
        .hasMessageStartingWith("PORT 0 on 127.0.0.1 cannot be opened: ");
  }

  private HttpListener listener() {
    Listen listen =
        new Listen(
            "PORT", "127.0.0.1", 0, 1024, Patience.USUAL, new Listen.Tls(certificate(), key()));
    return new HttpListener(
        vertx,
        listen,
        List.of(new Area("", null, List.of(), new ProblemJson())),
        (m, r, s, t) -> {});
  }

  private void write(String serial) throws Exception {
    X509Bundle pair =
        new CertificateBuilder()
            .subject("CN=localhost")
            .serial(new BigInteger(serial))
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(certificate(), pair.getCertificatePEM(), US_ASCII);
    Files.writeString(key(), pair.getPrivateKeyPEM(), US_ASCII);
    FileTime time = FileTime.from(Instant.EPOCH.plusSeconds(Long.parseLong(serial)));
    Files.setLastModifiedTime(certificate(), time);
    Files.setLastModifiedTime(key(), time);
  }

  private Path certificate() {
    return directory.resolve("cert.pem");
  }

  private Path key() {
    return directory.resolve("key.pem");
  }

  private static BigInteger serialSeen(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
