package dev.bonghwa.worker.send;

import dev.bonghwa.worker.loop.Cancellable;
import dev.bonghwa.worker.loop.EventLoop;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What is to be known of connections beside what their requests tell.
 *
 * <p>An HTTP/2 host names the last stream that it will process before it closes; the client's own
 * exception loses that when the connection ends at once. And a connection that was silently dropped
 * on its way would swallow every request until its time-out, since only streams are given up then:
 * so one that let a request time out has to answer a ping.
 */
final class Connections {
  private static final Buffer PING = Buffer.buffer("bonghwa!");

  private final EventLoop loop;
  private final Duration patience;
  private final Duration requestTimeout;
  private final Flushes flushes;
  private final Map<HttpConnection, Integer> lastStreams = new WeakHashMap<>();
  private final Set<HttpConnection> pinged = new HashSet<>();

  /** The patience is for a ping's answer, the time-out is that of requests. */
  Connections(EventLoop loop, Duration patience, Duration requestTimeout, Flushes flushes) {
    this.loop = loop;
    this.patience = patience;
    this.requestTimeout = requestTimeout;
    this.flushes = flushes;
  }

  /** To be told of every new connection. */
  void opened(HttpConnection connection) {
    connection.exceptionHandler(seenByItsRequests -> {});
    if (connection instanceof HttpClientConnection ours) {
      ChannelPipeline pipeline = ours.channelHandlerContext().pipeline();
      ReadToTheEnd.of(pipeline);
      flushes.guard(pipeline);
      LateWrites.of(pipeline, loop::nanoTime);
    }
    if (isHttp2(connection)) {
      connection.goAwayHandler(bye -> lastStreams.put(connection, bye.getLastStreamId()));
    }
  }

  /**
   * Whether that time has not passed; then a request may be written at once, and reach the socket
   * until then.
   */
  boolean allow(HttpConnection connection, long until) {
    boolean inTime = until - loop.nanoTime() > 0;
    if (inTime && connection instanceof HttpClientConnection ours) {
      LateWrites writes = ours.channelHandlerContext().pipeline().get(LateWrites.class);
      if (writes != null) { // else it has just been closed
        writes.allow(until);
      }
    }
    return inTime;
  }

  /** Whether the host has said that it will not process this stream. */
  boolean isRefused(HttpConnection connection, long stream) {
    Integer last = lastStreams.get(connection);
    return last != null && stream > last;
  }

  /**
   * Gives back a request that was never written. The client's pool would count its HTTP/2 stream as
   * open for ever, so that connection is retired: what is in flight on it ends in peace.
   */
  void putBack(HttpClientRequest unwritten) {
    HttpConnection connection = unwritten.connection();
    unwritten.reset();
    if (isHttp2(connection)) {
      connection.shutdown(requestTimeout);
    }
  }

  /** To be told of a connection on which a request timed out; closes it if it is dead. */
  void doubt(HttpConnection connection) {
    if (isHttp2(connection) && pinged.add(connection)) {
      Cancellable verdict = loop.schedule(patience, () -> close(connection));
      connection.ping(PING).onComplete(alive -> acquit(connection, verdict));
    }
  }

  private void acquit(HttpConnection connection, Cancellable verdict) {
    verdict.cancel();
    pinged.remove(connection);
  }

  private void close(HttpConnection connection) {
    pinged.remove(connection);
    connection.close();
  }

  private static boolean isHttp2(HttpConnection connection) {
    return connection.protocolVersion() == HttpVersion.HTTP_2;
  }
}
