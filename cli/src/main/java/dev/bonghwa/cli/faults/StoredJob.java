package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.List;

/**
 * A job's parts as they lie in Redis at one moment.
 *
 * @param key of its hash
 * @param batches as its hash says
 * @param lines as many have one
 * @param queued at any node
 * @param due claimed, or waiting
 * @param over have ended
 */
record StoredJob(
    String key, String state, String batches, long lines, long queued, long due, long over) {
  private static final String ALL = "bonghwa:{job:*}";
  private static final String LONGEST_PAUSE_MILLIS = "5000";

  /** Nobody writes while they are read: batches would go from part to part between two looks. */
  static List<StoredJob> running(EmbeddedRedis redis, List<CaseNode> nodes) {
    redis.call("CLIENT", "PAUSE", LONGEST_PAUSE_MILLIS, "WRITE");
    try {
      return redis
          .call("KEYS", ALL)
          .lines()
          .map(key -> read(redis, nodes, key))
          .filter(job -> job.state().equals("running"))
          .toList();
    } finally {
      redis.call("CLIENT", "UNPAUSE");
    }
  }

  private static StoredJob read(EmbeddedRedis redis, List<CaseNode> nodes, String key) {
    List<String> lines = redis.call("HVALS", key + ":batches").lines().toList();
    return new StoredJob(
        key,
        redis.call("HGET", key, "state"),
        redis.call("HGET", key, "batches"),
        lines.size(),
        nodes.stream().mapToLong(node -> size(redis, key + ":queue:" + node.id())).sum(),
        size(redis, key + ":due"),
        lines.stream().filter(line -> line.matches("[DEX] .*")).count());
  }

  private static long size(EmbeddedRedis redis, String sortedSet) {
    return Long.parseLong(redis.call("ZCARD", sortedSet));
  }

  /** Each batch has its line, and is in one place. */
  boolean isWhole() {
    return batches.equals(Long.toString(lines)) && queued + due + over == lines;
  }
}
