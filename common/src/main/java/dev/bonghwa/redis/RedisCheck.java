package dev.bonghwa.redis;

import io.lettuce.core.RedisException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks whether a Redis will do, and says in one line what is wrong and what to do. */
final class RedisCheck {

  private static final int MAJOR = 6;
  private static final int MINOR = 2;
  private static final Pattern VERSION = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

  private final Redis redis;

  RedisCheck(Redis redis) {
    this.redis = redis;
  }

  /** Closes a Redis that will not do, or goes away meanwhile. */
  void requireVersion() {
    try {
      // Valkey says 7.2.4 as redis_version for old clients, whatever it is itself.
      requireVersion(ServerInfo.field(await(redis.commands().info("server")), "redis_version"));
    } catch (RedisException | RedisUnusable e) {
      redis.close();
      throw e;
    }
  }

  /** Throws what to do when this version will not do, or is none. */
  static void requireVersion(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.find()) {
      throw new RedisUnusable(
          "what answers at REDIS_URL does not say its Redis version (\""
              + version
              + "\"): Redis 6.2 or newer, or Valkey, is needed");
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major < MAJOR || major == MAJOR && minor < MINOR) {
      throw new RedisUnusable(
          "Redis is version " + version + ", and 6.2 or newer is needed: upgrade the server");
    }
  }

  List<String> warnings() {
    try {
      return warnings(await(redis.commands().info()));
    } catch (RedisException e) {
      return List.of("Redis went away while its settings were looked at: " + Unreachable.why(e));
    }
  }

  private static List<String> warnings(String info) {
    return Stream.of(eviction(info), persistence(info)).flatMap(Optional::stream).toList();
  }

  /** What is wrong with what happens when memory is full. */
  static Optional<String> eviction(String info) {
    String policy = ServerInfo.field(info, "maxmemory_policy");
    return policy.isEmpty() || policy.equals("noeviction")
        ? Optional.empty()
        : Optional.of(
            "Redis evicts keys when memory is full (maxmemory-policy "
                + policy
                + "), which loses jobs without a word: CONFIG SET maxmemory-policy noeviction");
  }

  /** What is wrong with what is left after a restart. */
  static Optional<String> persistence(String info) {
    if (ServerInfo.field(info, "aof_enabled").equals("0")) {
      return Optional.of(
          "Redis keeps no append-only file, so a restart of it loses all jobs: CONFIG SET"
              + " appendonly yes");
    }
    return ServerInfo.field(info, "aof_last_write_status").equals("err")
        ? Optional.of("Redis cannot write its append-only file: is its disk full?")
        : Optional.empty();
  }

  static RedisUnusable unusable(RedisSettings settings, RedisException failure) {
    String all = messages(failure);
    String where = "Redis at " + settings.masked();
    if (all.contains("WRONGPASS") || all.contains("invalid username-password")) {
      return new RedisUnusable(
          where + " refuses the password: check REDIS_PASSWORD and REDIS_USERNAME", failure);
    }
    if (all.contains("NOAUTH")) {
      return new RedisUnusable(where + " wants a password: set REDIS_PASSWORD", failure);
    }
    if (all.contains("NOPERM")) {
      return new RedisUnusable(
          where
              + " does not permit this user what is needed, see deploy/redis/users.acl ("
              + Unreachable.why(failure)
              + ")",
          failure);
    }
    if (all.contains("AUTH") && all.contains("without any password configured")) {
      return new RedisUnusable(where + " has no password: leave REDIS_PASSWORD out", failure);
    }
    return new RedisUnusable(
        where
            + " cannot be reached ("
            + Unreachable.why(failure)
            + "): check REDIS_URL, and that it runs",
        failure);
  }

  private static String messages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append(' ');
    }
    return all.toString();
  }

  /** Throws nothing but RedisExceptions. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException | CancellationException e) {
      throw RedisFailure.asRedisException(e);
    }
  }
}
