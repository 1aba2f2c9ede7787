package dev.bonghwa.cli.tunnel;

import java.util.Locale;

/** The way through a proxy, in its order. */
public enum Step {
  /** Find the proxy's address. */
  RESOLVE,
  /** Connect to the proxy. */
  CONNECT,
  /** Have the proxy open a tunnel. */
  TUNNEL,
  /** Speak TLS with the other end. */
  TLS,
  /** All of it went well. */
  DONE;

  /** The word for people. */
  public String word() {
    return this == DONE ? "ok" : name().toLowerCase(Locale.ROOT);
  }
}
