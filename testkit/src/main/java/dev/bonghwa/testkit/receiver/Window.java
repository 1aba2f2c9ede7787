package dev.bonghwa.testkit.receiver;

import java.time.Duration;

/** Counts against a quota, from window to window. Not thread-safe. */
final class Window {
  private final Quota quota;
  private long end;
  private int used;

  Window(Quota quota) {
    this.quota = quota;
  }

  /** Takes one; answers for how long nothing more is allowed, zero when this one was. */
  Duration take(long now) {
    if (quota.isNone()) {
      return Duration.ZERO;
    }
    if (now >= end) {
      end = now + quota.window().toNanos();
      used = 0;
    }
    return ++used <= quota.requests() ? Duration.ZERO : Duration.ofNanos(end - now);
  }
}
