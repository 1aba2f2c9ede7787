package dev.bonghwa.nms.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a handler writes server-sent events. A client that reads slowly misses events; memory does
 * not grow.
 */
public final class EventSink {
  private final HttpServerResponse response;
  private final Context context;
  private final CountDownLatch left = new CountDownLatch(1);

  EventSink(HttpServerResponse response, Context context) {
    this.response = response;
    this.context = context;
  }

  void open() {
    context.runOnContext(
        now -> {
          response.closeHandler(closed -> left.countDown());
          response.exceptionHandler(broken -> left.countDown());
          if (response.closed()) { // while the handler read: no close is told again
            left.countDown();
          } else {
            response.setChunked(true).writeHead();
          }
        });
  }

  void stop() {
    left.countDown();
  }

  /** Sends one event; the data is written as JSON. Left out while the client does not read. */
  public void send(String event, Object data) {
    String json = new String(Json.write(data), StandardCharsets.UTF_8);
    write("event: " + event + "\ndata: " + json + "\n\n", false);
  }

  /** Sends the last event, whatever waits already. */
  public void sendLast(String event, Object data) {
    String json = new String(Json.write(data), StandardCharsets.UTF_8);
    write("event: " + event + "\ndata: " + json + "\n\n", true);
  }

  /** A comment: keeps proxies from closing a quiet stream. */
  public void keepAlive() {
    write(": still here\n\n", false);
  }

  /** Waits; true as soon as the client has left or the server stops. */
  public boolean clientLeftWithin(Duration time) throws InterruptedException {
    return left.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void write(String text, boolean always) {
    context.runOnContext(
        now -> {
          if (!response.closed() && !response.ended() && (always || !response.writeQueueFull())) {
            response.write(text);
          }
        });
  }
}
