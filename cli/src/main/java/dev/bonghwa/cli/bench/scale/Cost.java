package dev.bonghwa.cli.bench.scale;

import dev.bonghwa.cli.bench.measure.ProcessUse;
import dev.bonghwa.cli.bench.measure.RedisCommands;
import dev.bonghwa.testkit.redis.EmbeddedRedis;

/**
 * What something cost.
 *
 * @param seconds that it took
 * @param redisCpu seconds of CPU of Redis
 * @param commands of Redis, those within scripts included
 */
record Cost(double seconds, double redisCpu, RedisCommands commands) {

  static Cost of(EmbeddedRedis redis, Runnable what) {
    RedisCommands commands = RedisCommands.of(redis);
    ProcessUse before = ProcessUse.of(redis.pid());
    long began = System.nanoTime();
    what.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpu = ProcessUse.of(redis.pid()).cpuSince(before);
    return new Cost(seconds, cpu, RedisCommands.of(redis).since(commands));
  }

  @Override
  public String toString() {
    return "%.2f s, Redis %.2f CPU-s, %,d commands".formatted(seconds, redisCpu, commands.total());
  }
}
