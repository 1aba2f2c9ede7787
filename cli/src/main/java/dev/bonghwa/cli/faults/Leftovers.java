package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What submits that were broken off leave in Redis, and nobody will ever ask for: it has to go by
 * itself. Not the few bytes of an idempotency key, which the repeat of the submit finds.
 */
final class Leftovers {
  private static final Duration GONE_WITHIN = Duration.ofHours(1);
  private static final Pattern PART = Pattern.compile("(bonghwa:\\{job:[^}]*})(:.*)?");

  private final Arena arena;
  private final EmbeddedRedis redis;
  private int most;

  Leftovers(Arena arena, EmbeddedRedis redis) {
    this.arena = arena;
    this.redis = redis;
  }

  /** Checks what lies there now. */
  void check() {
    Set<String> keys = redis.call("KEYS", "bonghwa:{job:*").lines().collect(Collectors.toSet());
    Set<String> staged =
        keys.stream().filter(key -> isOfNoJob(key, keys)).collect(Collectors.toSet());
    most = Math.max(most, staged.size());
    staged.forEach(this::requireGoes);
  }

  private static boolean isOfNoJob(String key, Set<String> all) {
    Matcher part = PART.matcher(key);
    return part.matches() && (key.contains(":area:") || !all.contains(part.group(1)));
  }

  private void requireGoes(String key) {
    long millis = Long.parseLong(redis.call("PTTL", key));
    if (millis == -1 || millis > GONE_WITHIN.toMillis()) {
      arena.figures().broken("a broken off submit left %s for %d ms".formatted(key, millis));
    }
  }

  /** Whether any check has found something. */
  boolean wereSeen() {
    return most > 0;
  }

  /** Checks that something was left at all. */
  void requireSome() {
    arena.tell("at most %d keys were left by submits that were broken off".formatted(most));
    if (!wereSeen()) {
      arena.figures().broken("no submit left anything: nothing was tried");
    }
  }
}
