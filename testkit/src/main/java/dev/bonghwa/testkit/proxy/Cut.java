package dev.bonghwa.testkit.proxy;

/** How a connection is ended, on both sides of the proxy. */
public enum Cut {
  /** Orderly, as a peer that closes. */
  FIN,
  /** SO_LINGER 0: the peer sees "connection reset". */
  RST
}
