package dev.bonghwa.nms.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps slow, idle and greedy clients from holding the server: so many connections and no more, and
 * a connection without a request in work is closed after a while. So a client that sends its header
 * byte by byte gets that long, once. Of one address only those are counted that have not brought a
 * right key, and one too many ends the oldest of them: behind a proxy all clients have one address,
 * and strangers must not keep those with a key out. Everything happens on the server's event loop.
 */
final class ConnectionLimits {
  static final int MOST = 256;
  static final int MOST_STRANGERS_OF_ONE_ADDRESS = 100;

  private final Vertx vertx;
  private final Patience patience;
  private final Map<HttpConnection, Long> idleTimers = new HashMap<>();
  private final Map<HttpConnection, String> strangers = new LinkedHashMap<>();
  private int all;

  ConnectionLimits(Vertx vertx, Patience patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void opened(HttpConnection connection) {
    String address = ClientAddress.of(connection.remoteAddress());
    all++;
    connection.closeHandler(closed -> forget(connection));
    if (all > MOST) {
      connection.close();
      return;
    }
    strangers.put(connection, address);
    List<HttpConnection> same =
        strangers.keySet().stream().filter(c -> address.equals(strangers.get(c))).toList();
    if (same.size() > MOST_STRANGERS_OF_ONE_ADDRESS) {
      same.getFirst().close();
    }
    closeUnlessUsedWithin(patience.firstRequest(), connection);
  }

  /** The connection has brought a right key. */
  void trust(HttpConnection connection) {
    strangers.remove(connection);
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
    all--;
    strangers.remove(connection);
  }
}
