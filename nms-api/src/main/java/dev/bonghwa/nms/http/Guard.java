package dev.bonghwa.nms.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a key, and slows down who guesses: after too many refusals within a minute an
 * address hears 429, whatever it sends, until the minute is over. A right key before that wipes the
 * slate, for behind a proxy all clients have one address.
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
    Refusals lately = lately(address);
    if (lately != null && lately.count() >= MOST_REFUSALS) {
      long left = lately.since() + MINUTE - nanoTime.getAsLong();
      throw Problem.later(
          429,
          "too many requests without a valid API key came from this address",
          Duration.ofNanos(left).plusSeconds(1));
    }
    if (!open) {
      remember(address, lately);
      throw Problem.of(401, "send Authorization: Bearer with a valid API key");
    }
    refusals.remove(address);
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
