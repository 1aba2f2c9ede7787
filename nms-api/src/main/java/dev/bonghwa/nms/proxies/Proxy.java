package dev.bonghwa.nms.proxies;

import dev.bonghwa.nms.http.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy by host and port. Its user and password are the workers' configuration, never part
 * of this.
 */
record Proxy(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:http://)?([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?):(\\d{1,5})/?");
  private static final int LAST_PORT = 65_535;

  static Proxy parse(String text, String pointer) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    int port = form.matches() ? Integer.parseInt(form.group(2)) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw Problem.at(422, pointer, "must be host:port or http://host:port, without a user");
    }
    return new Proxy(form.group(1), port);
  }

  String id() {
    return host + ":" + port;
  }

  String url() {
    return "http://" + id();
  }
}
