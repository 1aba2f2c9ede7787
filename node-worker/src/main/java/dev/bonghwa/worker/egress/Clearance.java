package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.Proxy;
import org.jspecify.annotations.Nullable;

/** The right to send one request, by one way. */
public final class Clearance {
  final Way way;

  /** Above 0, rising with each clearance of its way. */
  final long number;

  Clearance(Way way, long number) {
    this.way = way;
    this.number = number;
  }

  /** The proxy to go through; null for the node's own address. */
  public @Nullable Proxy proxy() {
    return way.proxy();
  }
}
