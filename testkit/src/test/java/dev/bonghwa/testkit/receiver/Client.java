package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's client, trusting a receiver's CA and nobody else. */
final class Client implements AutoCloseable {
  private final HttpClient http;
  private final URI url;

  Client(DiscordReceiver receiver, Version version) {
    this(receiver, HttpClient.newBuilder().version(version));
  }

  /** Its requests leave from that address. */
  Client(DiscordReceiver receiver, InetAddress from) {
    this(receiver, HttpClient.newBuilder().localAddress(from));
  }

  private Client(DiscordReceiver receiver, HttpClient.Builder builder) {
    this(receiver.url(), receiver.caFile(), builder);
  }

  Client(URI url, Path caFile, HttpClient.Builder builder) {
    this.url = url;
    http = builder.sslContext(trusting(caFile)).build();
  }

  private static SSLContext trusting(Path caFile) {
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(Webhook webhook, String body) throws IOException {
    try {
      return http.send(request(webhook.target(), body), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> postLater(String target, String body) {
    return http.sendAsync(request(target, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String target, String body) {
    return HttpRequest.newBuilder(URI.create(url + "/" + target))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
