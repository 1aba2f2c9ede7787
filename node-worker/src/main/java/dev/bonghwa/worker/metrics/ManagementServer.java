package dev.bonghwa.worker.metrics;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics} on a port of their own. */
public final class ManagementServer {
  /**
   * Takes what it shows.
   *
   * @param port where to listen; 0 for any free one
   * @param page the metrics in Prometheus' text format
   */
  public ManagementServer(Vertx vertx, int port, Health health, Supplier<String> page) {}

  /** Listens; completes with the port, or exceptionally when it is in use. */
  public CompletionStage<Integer> start() {
    return CompletableFuture.completedFuture(0);
  }

  /** Closes. */
  public CompletionStage<Void> stop() {
    return CompletableFuture.completedFuture(null);
  }
}
