package dev.bonghwa.testkit.redis;

import java.io.Serial;

/** No Redis server could be started. The message is one line: what is missing, what to install. */
public final class RedisUnavailableException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  RedisUnavailableException(String message) {
    super(message);
  }
}
