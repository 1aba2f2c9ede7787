package dev.bonghwa.testkit.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where servers come from: {@code -Dbonghwa.redis} or {@code BONGHWA_REDIS}; never detected. */
enum RedisSource {
  /** The binary of embedded-redis; the one on PATH if that does not start. */
  EMBEDDED,
  /** {@code redis-server} on PATH. */
  PATH,
  /** Testcontainers' RedisContainer; needs a Docker engine and testcontainers-redis. */
  DOCKER;

  static RedisSource chosen() {
    String property = System.getProperty("bonghwa.redis");
    return of(property == null ? System.getenv("BONGHWA_REDIS") : property);
  }

  static RedisSource of(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return EMBEDDED;
    }
    try {
      return valueOf(word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "bonghwa.redis is neither embedded, path nor docker: " + word);
    }
  }
}
