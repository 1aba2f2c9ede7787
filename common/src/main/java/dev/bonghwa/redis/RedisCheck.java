package dev.bonghwa.redis;

import io.lettuce.core.RedisException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Looks whether a Redis will do, and says in one line what is wrong and what to do. */
final class RedisCheck {

  private static final int MAJOR = 6;
  private static final int MINOR = 2;

  private final Redis redis;

  RedisCheck(Redis redis) {
    this.redis = redis;
  }

  void requireVersion() {
    String info = await(redis.commands().info("server"));
    // Valkey says 7.2.4 as redis_version for old clients, whatever it is itself.
    String version = field(info, "redis_version");
    String[] parts = version.split("\\.", 3);
    int major = Integer.parseInt(parts[0]);
    int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    if (major < MAJOR || major == MAJOR && minor < MINOR) {
      redis.close();
      throw new RedisUnusable(
          "Redis is version " + version + ", and 6.2 or newer is needed: upgrade the server");
    }
  }

  List<String> warnings() {
    String info = await(redis.commands().info());
    List<String> lines = new ArrayList<>();
    String policy = field(info, "maxmemory_policy");
    if (!policy.isEmpty() && !policy.equals("noeviction")) {
      lines.add(
          "Redis evicts keys when memory is full (maxmemory-policy "
              + policy
              + "), which loses jobs without a word: CONFIG SET maxmemory-policy noeviction");
    }
    if (field(info, "aof_enabled").equals("0")) {
      lines.add(
          "Redis keeps no append-only file, so a restart of it loses all jobs: CONFIG SET"
              + " appendonly yes");
    }
    return lines;
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
          where + " does not permit this user what is needed: check its ACL", failure);
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

  private static String field(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RedisException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
