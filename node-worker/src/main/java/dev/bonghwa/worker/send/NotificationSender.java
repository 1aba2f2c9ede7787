package dev.bonghwa.worker.send;

import dev.bonghwa.egress.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends one request and says what became of it. Called on the loop, completes on the loop. */
public interface NotificationSender extends AutoCloseable {
  /**
   * Sends the request, once.
   *
   * @param via the proxy to go through; null for the node's own address
   * @param writeUntil the loop nanoseconds until which the request may reach the socket; asked at
   *     the last moment, when a connection is there and before the first byte is written. A moment
   *     that has passed ends the attempt as {@link SendResult.Withheld}
   * @return completes within the request time-out, and never exceptionally
   */
  CompletionStage<SendResult> send(Outgoing request, @Nullable Proxy via, LongSupplier writeUntil);

  /** Runs this; the requests that it sends leave in as few packets as they can. */
  void together(Runnable sends);

  /** Requests that were begun and have no result yet. */
  int inFlight();

  /** Gives up everything in flight, each with the result that is true of it, and lets go of all. */
  @Override
  void close();
}
