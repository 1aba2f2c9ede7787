package dev.bonghwa.worker.egress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.channel.Outcome;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints want to be left alone, and until when. Bounded: the least used are forgotten
 * first, and then cost one refused request.
 */
final class CoolDowns {
  private static final int MOST = 100_000;

  private final LongSupplier ticker;
  private final Cache<EndpointKey, Long> until;

  CoolDowns(LongSupplier ticker) {
    this.ticker = ticker;
    this.until =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .executor(Runnable::run)
            .ticker(ticker::getAsLong)
            .expireAfter(Expiry.writing((EndpointKey key, Long end) -> left(end)))
            .build();
  }

  void saw(EndpointKey key, Outcome outcome) {
    Duration wait =
        switch (outcome) {
          case Outcome.Delivered delivered -> delivered.endpointWait();
          case Outcome.RetryAfter after -> after.delay();
          case Outcome.RetryOnceLater later -> later.delay();
          default -> Duration.ZERO;
        };
    if (wait.isPositive()) {
      until.asMap().merge(key, ticker.getAsLong() + wait.toNanos(), CoolDowns::later);
    }
  }

  long nanosLeft(EndpointKey key) {
    @Nullable Long end = until.getIfPresent(key);
    return end == null ? 0 : Math.max(0, end - ticker.getAsLong());
  }

  private Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - ticker.getAsLong()));
  }

  private static Long later(Long one, Long other) {
    return one - other > 0 ? one : other;
  }
}
