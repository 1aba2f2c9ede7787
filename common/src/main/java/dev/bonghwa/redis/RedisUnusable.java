package dev.bonghwa.redis;

/**
 * Redis cannot be used as it is configured. The message is one line: what is wrong and what to do.
 */
public final class RedisUnusable extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RedisUnusable(String message, Throwable cause) {
    super(message, cause);
  }

  public RedisUnusable(String message) {
    super(message);
  }
}
