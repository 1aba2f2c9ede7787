package dev.bonghwa.worker.send;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What connections have said about themselves: the last stream that an HTTP/2 host will process
 * before it closes. The client's own exception loses that when the connection ends at once.
 */
final class Connections {
  private final Map<HttpConnection, Integer> lastStreams = new WeakHashMap<>();

  /** To be told of every new connection. */
  void opened(HttpConnection connection) {
    connection.exceptionHandler(seenByItsRequests -> {});
    if (connection.protocolVersion() == HttpVersion.HTTP_2) {
      connection.goAwayHandler(bye -> lastStreams.put(connection, bye.getLastStreamId()));
    }
  }

  /** Whether the host has said that it will not process this stream. */
  boolean isRefused(HttpConnection connection, long stream) {
    Integer last = lastStreams.get(connection);
    return last != null && stream > last;
  }
}
