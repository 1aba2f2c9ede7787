package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.ProcessUse;
import dev.bonghwa.cli.bench.measure.RedisCommands;

/** What all had used at one moment. */
record Moment(
    long nanos,
    ProcessUse worker,
    ProcessUse redis,
    ProcessUse sink,
    ProcessUse nms,
    ProcessUse bench,
    RedisCommands commands) {

  static Moment of(WorkerFleet fleet) {
    return new Moment(
        System.nanoTime(),
        ProcessUse.of(fleet.worker()),
        ProcessUse.of(fleet.redis().pid()),
        ProcessUse.of(fleet.sink().pid()),
        ProcessUse.of(fleet.nms()),
        ProcessUse.of(ProcessHandle.current().pid()),
        RedisCommands.of(fleet.redis()));
  }

  double secondsSince(Moment before) {
    return (nanos - before.nanos) / 1e9;
  }

  /** CPU seconds of all but the worker. */
  double aroundSince(Moment before) {
    return redis.cpuSince(before.redis)
        + sink.cpuSince(before.sink)
        + nms.cpuSince(before.nms)
        + bench.cpuSince(before.bench);
  }
}
