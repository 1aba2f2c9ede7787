package dev.bonghwa.worker.send;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.worker.loop.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends with the Vert.x client: HTTP/2 to hosts that speak it, HTTP/1.1 with kept connections to
 * others, always TLS with the host's name checked, through a proxy too. Never follows a redirect
 * and never repeats.
 */
public final class VertxSender implements NotificationSender {
  private final EventLoop loop;
  private final Flushes flushes = new Flushes();
  private final HttpClient client;
  private final Connections connections;
  private final InFlight inFlight;
  private final Proxies proxies;

  /**
   * Takes the loop and the settings.
   *
   * @throws IllegalArgumentException when the trusted certificates cannot be used; the message is
   *     one line for an operator
   */
  public VertxSender(Vertx vertx, EventLoop loop, SenderSettings settings) {
    this.loop = loop;
    connections =
        new Connections(loop, settings.connectTimeout(), settings.requestTimeout(), flushes);
    client = Clients.build(vertx, settings, connections);
    inFlight = new InFlight(loop, settings.requestTimeout());
    proxies = new Proxies(settings);
  }

  /** Which TLS engine is used and why, for the start's log. */
  public static String tlsEngine() {
    return Clients.hasBoringSsl() ? "BoringSSL" : "JDK (BoringSSL is not available here: slower)";
  }

  @Override
  public CompletionStage<SendResult> send(
      Outgoing request, @Nullable Proxy via, LongSupplier writeUntil) {
    Exchange exchange = new Exchange(request, writeUntil, inFlight, connections);
    inFlight.add(exchange);
    exchange.start(client, options(request).setProxyOptions(proxies.options(via)));
    return exchange.result();
  }

  @Override
  public void together(Runnable sends) {
    flushes.together(sends);
  }

  @Override
  public int inFlight() {
    return inFlight.size();
  }

  @Override
  public void close() {
    loop.execute(inFlight::abandon);
    client.close();
  }

  private static RequestOptions options(Outgoing request) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(request.host())
        .setPort(request.port())
        .setSsl(true)
        .setURI(request.path())
        .setFollowRedirects(false);
  }
}
