package dev.bonghwa.worker.send;

import dev.bonghwa.worker.loop.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Requests without a result, oldest first, and the one timer that ends those that take too long:
 * all have the same time-out, so the oldest is always the next to be due.
 */
final class InFlight {
  private final EventLoop loop;
  private final Duration timeout;
  private final LinkedHashSet<Exchange> oldestFirst = new LinkedHashSet<>();
  private boolean watching;

  InFlight(EventLoop loop, Duration timeout) {
    this.loop = loop;
    this.timeout = timeout;
  }

  void add(Exchange exchange) {
    exchange.begunAt(loop.nanoTime());
    oldestFirst.add(exchange);
    if (!watching) {
      watch(timeout);
    }
  }

  void remove(Exchange exchange) {
    oldestFirst.remove(exchange);
  }

  int size() {
    return oldestFirst.size();
  }

  void abandon() {
    List.copyOf(oldestFirst).forEach(exchange -> exchange.end("given up"));
  }

  private void watch(Duration delay) {
    watching = true;
    loop.schedule(delay, this::expire);
  }

  private void expire() {
    watching = false;
    while (!oldestFirst.isEmpty()) {
      long left = timeout.toNanos() - (loop.nanoTime() - oldestFirst.getFirst().begunAt());
      if (left > 0) {
        watch(Duration.ofNanos(left));
        return;
      }
      oldestFirst.getFirst().expire("no answer within " + timeout.toMillis() + " ms");
    }
  }
}
