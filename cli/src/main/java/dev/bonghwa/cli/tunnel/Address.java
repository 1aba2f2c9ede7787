package dev.bonghwa.cli.tunnel;

import dev.bonghwa.egress.Proxy;
import java.util.Optional;

/** A host and a port: of a proxy, or of what is behind it. */
public record Address(String host, int port) {

  /** From {@code host:port} or {@code http://host:port}; empty for anything else. */
  public static Optional<Address> parse(String text) {
    return Proxy.parse(text).map(found -> new Address(found.host(), found.port()));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
