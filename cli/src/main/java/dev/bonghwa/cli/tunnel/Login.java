package dev.bonghwa.cli.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Who a proxy is told we are; never shown. */
public record Login(String user, String password) {

  /** The value of {@code Proxy-Authorization}. */
  String basic() {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Login[***]";
  }
}
