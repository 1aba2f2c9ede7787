package dev.bonghwa.redis;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/**
 * Why a Redis cannot be reached, in an operator's words: the exceptions below speak of channels and
 * sockets. Pure.
 */
final class Unreachable {

  private static final String CLOSED = "it closed the connection; does it want rediss://?";

  private Unreachable() {}

  static String why(Throwable failure) {
    Throwable cause = root(failure);
    return why(cause, String.valueOf(cause.getMessage()));
  }

  /** Whether there was somebody who then ended the connection. */
  static boolean isClosed(Throwable failure) {
    Throwable cause = root(failure);
    String said = String.valueOf(cause.getMessage());
    return cause instanceof ClosedChannelException
        || said.contains("closed prematurely")
        || said.contains("not connected")
        || said.contains("onnection reset");
  }

  /** Whether nobody answered in time. */
  static boolean isLate(Throwable failure) {
    String said = String.valueOf(root(failure).getMessage());
    return said.contains("timed out") || said.contains("imeout");
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String why(Throwable cause, String said) {
    // First, for a connect that timed out is a ConnectException too.
    if (isLate(cause)) {
      return "no answer in time";
    }
    return switch (cause) {
      case UnknownHostException unknown -> "no such host";
      case NoRouteToHostException unrouted -> "no route to that host";
      case ConnectException refused when said.contains("refused") -> "connection refused";
      case SSLException tls -> tls(said);
      case GeneralSecurityException certificate -> certificate(said);
      case ClosedChannelException closed -> CLOSED;
      default -> isClosed(cause) ? CLOSED : said;
    };
  }

  private static String tls(String said) {
    return said.contains("not an SSL/TLS record")
        ? "it does not speak TLS: redis:// instead of rediss://?"
        : "TLS failed: " + said;
  }

  private static String certificate(String said) {
    return said.contains("subject alternative") || said.contains("No name matching")
        ? "its certificate does not name the host in REDIS_URL: " + said
        : "its certificate is not to be trusted, is it of the authority in REDIS_CA_FILE? " + said;
  }
}
