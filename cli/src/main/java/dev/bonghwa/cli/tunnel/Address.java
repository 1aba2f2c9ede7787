package dev.bonghwa.cli.tunnel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and a port. */
public record Address(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:http://)?([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?):([0-9]{1,5})/?");
  private static final int LAST_PORT = 65_535;

  /** From {@code host:port} or {@code http://host:port}; empty for anything else. */
  public static Optional<Address> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group(2));
    return port < 1 || port > LAST_PORT
        ? Optional.empty()
        : Optional.of(new Address(form.group(1), port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
