package dev.bonghwa.cli.bench.redis;

import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.RedisCommands;

/**
 * A stretch of time.
 *
 * @param commands that Redis carried out in it, those within scripts included
 */
record Stretch(RedisCommands commands, double seconds) {

  /** As long as that runs. */
  static Stretch of(SpeedFleet fleet, Runnable what) {
    RedisCommands before = RedisCommands.of(fleet.redis());
    long began = System.nanoTime();
    what.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Stretch(RedisCommands.of(fleet.redis()).since(before), seconds);
  }

  double perSecond() {
    return commands.total() / seconds;
  }

  /** Commands that an idle fleet would not have needed. */
  double beyond(Stretch idle) {
    return commands.total() - idle.perSecond() * seconds;
  }
}
