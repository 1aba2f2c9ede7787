package dev.bonghwa.worker.send;

import dev.bonghwa.endpoint.Tokens;
import dev.bonghwa.worker.send.SendResult.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What the client's exceptions mean. */
final class Failures {
  /** HTTP/2's REFUSED_STREAM: closed before any processing. */
  private static final long REFUSED_STREAM = 7;

  private static final String LOGIN = "status: 407";

  private static final int LONGEST_DETAIL = 160;

  private Failures() {}

  /** Why there is no connection: the innermost cause that says something says most. */
  static Kind connecting(Throwable cause) {
    Kind kind = Kind.REFUSED;
    for (Throwable t = cause; t != null; t = t.getCause()) {
      kind = kind(t, kind);
    }
    return kind;
  }

  private static Kind kind(Throwable cause, Kind outer) {
    return switch (cause) {
      case UnknownHostException e -> Kind.DNS;
      case ConnectTimeoutException e -> Kind.CONNECT_TIMEOUT;
      case SslHandshakeTimeoutException e -> Kind.CONNECT_TIMEOUT;
      case SSLException e -> Kind.TLS;
      // A connection that ends during the handshake says nothing about certificates.
      case IOException e -> Kind.REFUSED;
      default -> outer;
    };
  }

  /** Whether a proxy refuses our login; its client tells the status in its message only. */
  static boolean wantsLogin(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            t -> t instanceof ConnectException && String.valueOf(t.getMessage()).contains(LOGIN));
  }

  /** Whether the far end says that it did not process this HTTP/2 stream. */
  static boolean isRefused(Throwable cause) {
    return cause instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM;
  }

  /** What happened in a few words, without secrets: some messages quote the request's path. */
  static String detail(Throwable cause) {
    String text = Tokens.masked(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
  }
}
