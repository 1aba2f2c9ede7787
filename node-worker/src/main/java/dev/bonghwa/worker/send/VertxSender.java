package dev.bonghwa.worker.send;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Sends with the Vert.x client over HTTP/2 where the host speaks it, else over HTTP/1.1. */
public final class VertxSender implements NotificationSender {
  /**
   * Takes the loop and the settings.
   *
   * @throws IllegalArgumentException when the trusted certificates cannot be used; the message is
   *     one line for an operator
   */
  public VertxSender(Vertx vertx, EventLoop loop, SenderSettings settings) {}

  /** Which TLS engine is used, for the start's log. */
  public String tlsEngine() {
    return "JDK";
  }

  @Override
  public CompletionStage<SendResult> send(Outgoing request, BooleanSupplier mayWrite) {
    return CompletableFuture.completedFuture(new SendResult.Withheld());
  }

  @Override
  public int inFlight() {
    return 0;
  }

  @Override
  public void close() {}
}
