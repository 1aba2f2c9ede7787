package dev.bonghwa.cli.bench.measure;

import dev.bonghwa.testkit.redis.EmbeddedRedis;

/**
 * What the keys of a job hold in Redis. Not by the whole server's memory: what ended jobs leave is
 * taken away at a time of its own.
 */
public final class JobMemory {

  private static final String SUM =
      """
      local sum = 0
      for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
        sum = sum + redis.call('MEMORY', 'USAGE', key, 'SAMPLES', '0')
      end
      return sum
      """;

  private JobMemory() {}

  /** In bytes, with every element looked at. */
  public static long of(EmbeddedRedis redis, String job) {
    return Long.parseLong(redis.call("EVAL", SUM, "0", "*{job:" + job + "}*").strip());
  }
}
