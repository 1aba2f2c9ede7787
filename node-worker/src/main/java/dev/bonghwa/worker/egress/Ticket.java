package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.Proxy;
import org.jspecify.annotations.Nullable;

/** The right to send one request, by one way. */
public final class Ticket {
  final Way way;

  /** Above 0, rising with each ticket of its way. */
  final long number;

  Ticket(Way way, long number) {
    this.way = way;
    this.number = number;
  }

  /** The proxy to go through; null for the node's own address. */
  public @Nullable Proxy proxy() {
    return way.proxy();
  }
}
