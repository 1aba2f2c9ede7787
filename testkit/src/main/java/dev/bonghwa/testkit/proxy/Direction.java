package dev.bonghwa.testkit.proxy;

/** Which way bytes flow through the proxy. */
public enum Direction {
  TO_SERVER,
  TO_CLIENT
}
