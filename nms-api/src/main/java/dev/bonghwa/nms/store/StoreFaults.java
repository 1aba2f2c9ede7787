package dev.bonghwa.nms.store;

import dev.bonghwa.nms.http.Problem;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What a failure of Redis means to the caller of the API: always 503, with a word on what is wrong.
 */
final class StoreFaults {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration AFTER_CARE = Duration.ofSeconds(15);

  /** Error codes of Redis, the first word of its answer. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "OOM", "Redis has reached its maxmemory and takes no new jobs",
          "MISCONF", "Redis cannot save its data and takes no writes",
          "READONLY", "Redis is read-only: a failover is going on",
          "MASTERDOWN", "Redis has lost its master: a failover is going on",
          "CLUSTERDOWN", "the Redis Cluster is not complete",
          "NOREPLICAS", "Redis has too few replicas and takes no writes",
          "NOAUTH", "Redis refuses the password of nms-api",
          "WRONGPASS", "Redis refuses the password of nms-api",
          "NOPERM", "Redis does not allow nms-api what it needs");

  private StoreFaults() {}

  /**
   * True when the same call may succeed within seconds: it never got through, or its answer got
   * lost.
   */
  static boolean passes(Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof IOException // Lettuce passes on the socket's own
        || (cause instanceof RedisException && !isRefusal(cause))
        || isLoading(cause);
  }

  /** Rethrows what is not the store's failure. */
  static Problem problem(Throwable cause) {
    if (cause instanceof RedisCommandExecutionException refused && isRefusal(cause)) {
      String why = REFUSALS.get(code(refused));
      if (why != null) {
        return Problem.later(503, why, AFTER_CARE);
      }
    } else if (passes(cause)) {
      return Problem.later(503, "Redis does not answer", SOON);
    }
    throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /** Redis answered, and the answer was no. */
  private static boolean isRefusal(Throwable cause) {
    return cause instanceof RedisCommandExecutionException && !isLoading(cause);
  }

  private static boolean isLoading(Throwable cause) {
    return cause instanceof RedisCommandExecutionException e
        && (code(e).equals("LOADING") || code(e).equals("TRYAGAIN") || code(e).equals("BUSY"));
  }

  /**
   * An error raised inside a script comes as {@code ERR …: OOM command not allowed …}, or with the
   * code first.
   */
  private static String code(RedisCommandExecutionException e) {
    String message = String.valueOf(e.getMessage());
    String first = message.split("[ :]", 2)[0];
    return first.equals("ERR") || first.startsWith("@")
        ? REFUSALS.keySet().stream().filter(message::contains).findFirst().orElse(first)
        : first;
  }
}
