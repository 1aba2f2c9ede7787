package dev.bonghwa.nms.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps slow, idle and greedy clients from holding the server: so many connections and no more, in
 * all and from one address, and a connection without a request in work is closed after a while. So
 * a client that sends its header byte by byte gets that long, once. Everything happens on the
 * server's event loop.
 */
final class Connections {
  static final int MOST = 256;
  static final int MOST_OF_ONE_ADDRESS = 100;

  private final Vertx vertx;
  private final Patience patience;
  private final Map<HttpConnection, Long> idleTimers = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  Connections(Vertx vertx, Patience patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void opened(HttpConnection connection) {
    String address = ClientAddress.of(connection.remoteAddress());
    int ofAddress = open.merge(address, 1, Integer::sum);
    all++;
    connection.closeHandler(closed -> forget(connection, address));
    if (all > MOST || ofAddress > MOST_OF_ONE_ADDRESS) {
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

  private void forget(HttpConnection connection, String address) {
    requestBegan(connection);
    all--;
    open.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
  }
}
