package dev.bonghwa.nms.store;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.redis.RedisFailure;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What a failure of Redis means to the caller of the API: always 503, with a word on what is wrong.
 */
final class StoreFaults {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration AFTER_CARE = Duration.ofSeconds(15);

  /** Refusals that end within seconds, without anybody's care. */
  private static final Set<String> SHORT = Set.of("LOADING", "TRYAGAIN", "BUSY", "UNBLOCKED");

  /** What an operator should know of a refusal; any other is told as Redis names it. */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "OOM", "Redis has reached its maxmemory and takes no new jobs",
          "MISCONF", "Redis cannot save its data and takes no writes",
          "READONLY", "Redis is read-only: a failover is going on",
          "MASTERDOWN", "Redis has lost its master: a failover is going on",
          "CLUSTERDOWN", "the Redis Cluster is not complete",
          "NOREPLICAS", "Redis has too few replicas and takes no writes",
          "NOAUTH", "Redis refuses the password of nms-api",
          "WRONGPASS", "Redis refuses the password of nms-api",
          "NOPERM", "Redis does not allow nms-api what it needs",
          "WAITAOF cannot be used", "Redis keeps no append-only file, or is a replica");

  private StoreFaults() {}

  /**
   * True when the same call may succeed within seconds: it never got through, or its answer got
   * lost.
   */
  static boolean passes(Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof IOException // Lettuce passes on the socket's own
        || (cause instanceof RedisException && !RedisFailure.isRefusal(cause))
        || RedisFailure.passingRefusal(cause).filter(SHORT::contains).isPresent();
  }

  /** Rethrows what is not the store's failure, or would be the same however often it is asked. */
  static Problem problem(Throwable cause) {
    if (passes(cause)) {
      return Problem.later(503, "Redis does not answer", SOON);
    }
    return RedisFailure.passingRefusal(cause)
        .map(code -> MEANINGS.getOrDefault(code, "Redis refuses for now: " + code))
        .map(why -> Problem.later(503, why, AFTER_CARE))
        .orElseThrow(
            () -> cause instanceof RuntimeException e ? e : new IllegalStateException(cause));
  }
}
