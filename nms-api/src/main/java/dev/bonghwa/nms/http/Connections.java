package dev.bonghwa.nms.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps slow and idle clients from holding the server: so many connections and no more, and a
 * connection without a request in work is closed after a while. So a client that sends its header
 * byte by byte gets that long, once. Everything happens on the server's event loop.
 */
final class Connections {
  private final Vertx vertx;
  private final int most;
  private final Patience patience;
  private final Map<HttpConnection, Long> idleTimers = new HashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  Connections(Vertx vertx, int most, Patience patience) {
    this.vertx = vertx;
    this.most = most;
    this.patience = patience;
  }

  void opened(HttpConnection connection) {
    int now = open.incrementAndGet();
    connection.closeHandler(closed -> forget(connection));
    if (now > most) {
      connection.close();
    } else {
      closeUnlessUsedWithin(patience.firstRequest(), connection);
    }
  }

  void requestBegan(HttpConnection connection) {
    Long timer = idleTimers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  void requestEnded(HttpConnection connection) {
    closeUnlessUsedWithin(patience.nextRequest(), connection);
  }

  private void closeUnlessUsedWithin(Duration time, HttpConnection connection) {
    requestBegan(connection);
    idleTimers.put(connection, vertx.setTimer(time.toMillis(), fired -> connection.close()));
  }

  private void forget(HttpConnection connection) {
    requestBegan(connection);
    open.decrementAndGet();
  }
}
