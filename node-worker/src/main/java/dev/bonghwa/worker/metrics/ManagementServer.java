package dev.bonghwa.worker.metrics;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics} on a port of their own, which is never
 * published. It runs on another event loop than the sending, so it can tell that the sending hangs.
 */
public final class ManagementServer {
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final HttpServer server;
  private final String bind;
  private final int port;
  private final NodeHealth health;
  private final Supplier<String> page;

  /**
   * Takes what it shows.
   *
   * @param bind the address to listen on
   * @param port where to listen; 0 for any free one
   * @param page the metrics in Prometheus' text format
   */
  public ManagementServer(
      Vertx vertx, String bind, int port, NodeHealth health, Supplier<String> page) {
    this.vertx = vertx;
    this.server = vertx.createHttpServer().requestHandler(this::answer);
    this.bind = bind;
    this.port = port;
    this.health = health;
    this.page = page;
  }

  /** Listens; completes with the port, or exceptionally when it is in use. */
  public CompletionStage<Integer> start() {
    return vertx
        .deployVerticle(new Listening())
        .map(deployed -> server.actualPort())
        .toCompletionStage();
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!READS.contains(request.method())) {
      response.setStatusCode(405).putHeader("allow", "GET, HEAD").end();
      return;
    }
    switch (request.path()) {
      case "/healthz" -> state(response, health.isLive(), "ok", "no progress");
      case "/readyz" -> state(response, health.isReady(), "ready", "not ready");
      case "/metrics" -> response.putHeader("content-type", PROMETHEUS).end(page.get());
      default -> response.setStatusCode(404).putHeader("content-type", PLAIN).end("not found\n");
    }
  }

  /** A verticle gets an event loop of its own, unless there is but one. */
  private final class Listening extends VerticleBase {
    @Override
    public Future<?> start() {
      return server.listen(port, bind);
    }
  }

  private static void state(HttpServerResponse response, boolean good, String yes, String no) {
    response
        .setStatusCode(good ? 200 : 503)
        .putHeader("content-type", PLAIN)
        .end((good ? yes : no) + "\n");
  }
}
