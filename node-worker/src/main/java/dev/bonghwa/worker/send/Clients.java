package dev.bonghwa.worker.send;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How the Vert.x client is set up. */
final class Clients {
  /** What a host allows at once on one connection, as far as we use it. */
  private static final int STREAMS = 100;

  /** Cloudflare closes idle connections after 400 s: ours are closed first, so none dies in use. */
  private static final int IDLE_SECONDS = 240;

  /** New connections meet DNS changes and spread over the host's front ends. */
  private static final int LIFETIME_SECONDS = 600;

  /** A full pool is opened with many handshakes at once, which a small machine does one by one. */
  private static final int HANDSHAKE_FACTOR = 3;

  private Clients() {}

  static HttpClient build(Vertx vertx, SenderSettings settings, Connections connections) {
    HttpClientOptions options = options(settings);
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(leavingFrom(settings.localAddress(), options))
        .with(pool(settings.maxConcurrent()))
        .with(engine())
        .withConnectHandler(connections::opened)
        .build();
  }

  static boolean hasBoringSsl() {
    return OpenSSLEngineOptions.isAvailable() && OpenSSLEngineOptions.isAlpnAvailable();
  }

  private static HttpClientOptions options(SenderSettings settings) {
    int connectMillis = (int) settings.connectTimeout().toMillis();
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setUseAlpn(true)
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2MultiplexingLimit(STREAMS)
            .setConnectTimeout(connectMillis)
            .setSslHandshakeTimeout(HANDSHAKE_FACTOR * (long) connectMillis)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setTcpUserTimeout((int) settings.requestTimeout().toMillis())
            .setTcpKeepAlive(true)
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setHttp2KeepAliveTimeout(IDLE_SECONDS)
            .setMaxRedirects(0);
    if (settings.trustCerts() != null) {
      options.setTrustOptions(TrustedCerts.read(settings.trustCerts()));
    }
    return options;
  }

  /** Vert.x loses the options' own local address when it makes such a configuration of them. */
  private static HttpClientConfig leavingFrom(@Nullable String address, HttpClientOptions options) {
    HttpClientConfig config = new HttpClientConfig(options);
    if (address != null) {
      config.getTcpConfig().setLocalAddress(SocketAddress.inetSocketAddress(0, address));
    }
    return config;
  }

  private static PoolOptions pool(int maxConcurrent) {
    return new PoolOptions()
        .setHttp1MaxSize(maxConcurrent)
        .setHttp2MaxSize(Math.ceilDiv(maxConcurrent, STREAMS))
        .setMaxLifetime(LIFETIME_SECONDS)
        .setMaxLifetimeUnit(TimeUnit.SECONDS);
  }

  private static SSLEngineOptions engine() {
    return hasBoringSsl() ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions();
  }
}
