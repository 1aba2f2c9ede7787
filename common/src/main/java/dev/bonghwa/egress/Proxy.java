package dev.bonghwa.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy by which requests can leave. Its user and password are the workers' configuration,
 * never part of this.
 *
 * @param host in lower case
 */
public record Proxy(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:http://)?([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?):(\\d{1,5})/?");
  private static final int LAST_PORT = 65_535;

  /** From {@code host:port} or {@code http://host:port}; empty when it is neither. */
  public static Optional<Proxy> parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    int port = form.matches() ? Integer.parseInt(form.group(2)) : 0;
    return port < 1 || port > LAST_PORT
        ? Optional.empty()
        : Optional.of(new Proxy(form.group(1), port));
  }

  /** {@code host:port}. */
  public String id() {
    return host + ":" + port;
  }

  /** {@code http://host:port}. */
  public String url() {
    return "http://" + id();
  }

  /** The egress group that all who use it share. No node's group has a colon in its name. */
  public String group() {
    return "proxy:" + id();
  }

  @Override
  public String toString() {
    return id();
  }
}
