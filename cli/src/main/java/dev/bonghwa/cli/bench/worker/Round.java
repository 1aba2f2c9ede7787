package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.RedisCommands;
import dev.bonghwa.cli.bench.sink.Arrivals;

/**
 * One job, from before it was submitted until it was settled.
 *
 * @param accepted when nms-api had answered; the worker may have begun a moment before
 */
record Round(int targets, Moment before, Moment accepted, Moment settled, Arrivals arrivals) {

  /** As nms-api makes them by default. */
  static final int BATCH = 500;

  private static final double UNIT = 100_000;

  double rate() {
    return arrivals.perSecond();
  }

  /** CPU seconds per 100,000 deliveries. */
  double workerCpu() {
    return perUnit(settled.worker().cpuSince(before.worker()));
  }

  /** The same of Redis, the submit included. */
  double redisCpu() {
    return perUnit(settled.redis().cpuSince(before.redis()));
  }

  private double perUnit(double seconds) {
    return seconds * UNIT / targets;
  }

  RedisCommands commands() {
    return settled.commands().since(before.commands());
  }

  double commandsPerBatch() {
    return perBatch(commands());
  }

  double acceptCommandsPerBatch() {
    return perBatch(accepted.commands().since(before.commands()));
  }

  private double perBatch(RedisCommands commands) {
    return (double) commands.total() * BATCH / targets;
  }

  /** Of a core. */
  double sinkShare() {
    return settled.sink().cpuSince(accepted.sink()) / settled.secondsSince(accepted);
  }

  /** Receiver, Redis, nms-api and this bench together, in cores. */
  double aroundShare() {
    return settled.aroundSince(accepted) / settled.secondsSince(accepted);
  }

  @Override
  public String toString() {
    return "%,.0f/s, worker %.2f and Redis %.2f CPU-s per 100,000, %.1f commands a batch, receiver %.2f of a core"
        .formatted(rate(), workerCpu(), redisCpu(), commandsPerBatch(), sinkShare());
  }
}
