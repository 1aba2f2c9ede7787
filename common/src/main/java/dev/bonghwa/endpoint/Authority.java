package dev.bonghwa.endpoint;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host in lower case and a port. Host names are compared as text; nothing is resolved here.
 * Unlike {@link URI} it takes names with an underscore, which container networks give.
 */
public record Authority(String host, int port) {
  static final int HTTPS_PORT = 443;

  private static final String HTTPS = "https://";
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_PORT = 5;
  private static final int HIGHEST_PORT = 65_535;

  static Authority of(URI uri) {
    return new Authority(
        uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? HTTPS_PORT : uri.getPort());
  }

  /** Where the endpoint at this address is; the address is a full URL that was accepted. */
  public static Authority ofUrl(String address) {
    int end = address.indexOf('/', HTTPS.length());
    return Objects.requireNonNull(parse(address, HTTPS.length(), end));
  }

  /** Reads {@code host} or {@code host:port}; null when it is neither. */
  static @Nullable Authority parse(String text, int from, int to) {
    int hostEnd = hostEnd(text, from, to);
    String host = text.substring(from, hostEnd).toLowerCase(Locale.ROOT);
    int port = hostEnd == to ? HTTPS_PORT : port(text, hostEnd, to);
    return port < 0 || !isHost(host) ? null : new Authority(host, port);
  }

  /**
   * Whether the host is an address and not a name, in any of the spellings that resolvers take: a
   * name whose last label is a number is one to them.
   */
  boolean isLiteral() {
    String last = host.substring(host.lastIndexOf('.') + 1);
    return host.startsWith("[")
        || last.startsWith("0x")
        || last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int hostEnd(String text, int from, int to) {
    int start = text.startsWith("[", from) ? Math.max(from, text.indexOf(']', from)) : from;
    int colon = text.indexOf(':', start);
    return colon < 0 || colon > to ? to : colon;
  }

  private static int port(String text, int colon, int to) {
    int digits = to - colon - 1;
    if (digits < 1 || digits > LONGEST_PORT) {
      return -1;
    }
    int port = 0;
    for (int i = colon + 1; i < to; i++) {
      if (!Text.isDigit(text.charAt(i))) {
        return -1;
      }
      port = port * 10 + text.charAt(i) - '0';
    }
    return port == 0 || port > HIGHEST_PORT ? -1 : port;
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return isIpv6(host);
    }
    return !host.isEmpty() && host.length() <= LONGEST_HOST && hasGoodLabels(host);
  }

  private static boolean isIpv6(String host) {
    return host.length() > 3
        && host.indexOf(']') == host.length() - 1
        && host.substring(1, host.length() - 1)
            .chars()
            .allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
  }

  /** Letters, digits, inner hyphens; no empty label, so also no dot at the end. */
  private static boolean hasGoodLabels(String host) {
    char before = '.';
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean good =
          c == '.' ? before != '.' && before != '-' : isLabelChar(c) && (c != '-' || before != '.');
      if (!good) {
        return false;
      }
      before = c;
    }
    return before != '.' && before != '-';
  }

  private static boolean isLabelChar(char c) {
    return c >= 'a' && c <= 'z' || Text.isDigit(c) || c == '-' || c == '_';
  }
}
