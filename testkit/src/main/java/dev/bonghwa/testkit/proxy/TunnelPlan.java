package dev.bonghwa.testkit.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** What a {@link ConnectProxy} is to do, read by its connections. */
final class TunnelPlan {
  static final int OPEN = 200;
  static final int LOGIN = 407;

  /** No status: nothing is answered. */
  static final int SILENCE = 0;

  /** No status: the connection ends. */
  static final int END = -1;

  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();
  volatile int status = OPEN;

  /** The address that its tunnels leave from. */
  final String source;

  private final String login;

  /** The login is what the header is to say, empty for none. */
  TunnelPlan(String source, String login) {
    this.source = source;
    this.login = login;
  }

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** What a CONNECT with these headers is answered. */
  int statusFor(HttpHeaders headers) {
    String said = headers.get(HttpHeaderNames.PROXY_AUTHORIZATION, "");
    return status == OPEN && !login.isEmpty() && !login.equals(said) ? LOGIN : status;
  }
}
