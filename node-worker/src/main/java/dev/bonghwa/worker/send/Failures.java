package dev.bonghwa.worker.send;

import dev.bonghwa.worker.send.SendResult.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the client's exceptions mean. */
final class Failures {
  /** HTTP/2's REFUSED_STREAM: closed before any processing. */
  private static final long REFUSED_STREAM = 7;

  private static final int LONGEST_DETAIL = 160;

  /** Some messages quote the request's path; nothing as long as a token may stay. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-]{40,}");

  private Failures() {}

  /** Why there is no connection. */
  static Kind connecting(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      Kind kind = kind(t);
      if (kind != null) {
        return kind;
      }
    }
    return Kind.REFUSED;
  }

  private static @Nullable Kind kind(Throwable cause) {
    return switch (cause) {
      case UnknownHostException e -> Kind.DNS;
      case ConnectTimeoutException e -> Kind.CONNECT_TIMEOUT;
      case SslHandshakeTimeoutException e -> Kind.CONNECT_TIMEOUT;
      case SSLException e when !isHangUp(e) -> Kind.TLS;
      default -> null;
    };
  }

  /** A connection that ends during the handshake says nothing about certificates. */
  private static boolean isHangUp(Throwable cause) {
    for (Throwable t = cause.getCause(); t != null; t = t.getCause()) {
      if (t instanceof ClosedChannelException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the far end says that it did not process this HTTP/2 stream. */
  static boolean isUnprocessed(Throwable cause, long stream) {
    return switch (cause) {
      case StreamResetException reset -> reset.getCode() == REFUSED_STREAM;
      case HttpClosedException closed -> isAbove(closed.goAway(), stream);
      default -> false;
    };
  }

  private static boolean isAbove(@Nullable GoAway goAway, long stream) {
    return goAway != null && stream > goAway.getLastStreamId();
  }

  /** What happened in a few words, without secrets. */
  static String detail(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    String text =
        SECRET.matcher(cause.getClass().getSimpleName() + ": " + message).replaceAll("***");
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
  }
}
