package dev.bonghwa.nms.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a key, always, and slows down who guesses: after too many refusals within a
 * minute wrong keys from that address hear 429 until the minute is over. Behind a proxy all clients
 * have one address, so nobody who guesses may shut out those who know.
 */
final class Guard {
  static final int MOST_REFUSALS = 30;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MOST_ADDRESSES = 10_000;

  private final LongSupplier nanoTime;
  private final Map<String, Refusals> refusals = new LinkedHashMap<>();

  Guard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Refusals(long since, int count) {}

  /** Throws 401 without a valid key, 429 after too many of those. */
  void enter(HttpServerRequest request, ApiKeys keys) {
    boolean open = keys.open(request.getHeader("Authorization"));
    enter(ClientAddress.of(request.remoteAddress()), open);
  }

  synchronized void enter(String address, boolean open) {
    if (open) {
      return;
    }
    Refusals lately = lately(address);
    if (lately != null && lately.count() >= MOST_REFUSALS) {
      long left = lately.since() + MINUTE - nanoTime.getAsLong();
      throw Problem.later(
          429,
          "too many requests without a valid API key came from this address",
          Duration.ofNanos(left).plusSeconds(1));
    }
    remember(address, lately);
    throw Problem.of(401, "send Authorization: Bearer with a valid API key");
  }

  private @Nullable Refusals lately(String address) {
    Refusals known = refusals.get(address);
    boolean over = known != null && nanoTime.getAsLong() - known.since() >= MINUTE;
    return over ? null : known;
  }

  private void remember(String address, @Nullable Refusals lately) {
    if (lately == null) {
      refusals.remove(address);
      refusals.put(address, new Refusals(nanoTime.getAsLong(), 1));
    } else {
      refusals.put(address, new Refusals(lately.since(), lately.count() + 1));
    }
    if (refusals.size() > MOST_ADDRESSES) {
      refusals.remove(refusals.keySet().iterator().next());
    }
  }
}
