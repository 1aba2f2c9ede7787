package dev.bonghwa.cli.bench.scale;

import java.util.List;

/**
 * What was seen of a simulation.
 *
 * @param planning seconds of each plan that was made
 * @param bytes of Redis, of all jobs' keys when all is pending
 * @param beatCpu seconds of CPU of Redis for a beat of all nodes
 */
record ScaleSeen(
    ScalePlan plan,
    List<Double> planning,
    Cost loading,
    long bytes,
    double beatCpu,
    List<Cost> passes,
    Cost work) {

  private static final double MILLION = 1e6;

  ScaleSeen {
    planning = List.copyOf(planning);
    passes = List.copyOf(passes);
  }

  double bytesPerTarget() {
    return (double) bytes / plan.allTargets();
  }

  double loadSecondsPerMillion() {
    return loading.seconds() * MILLION / plan.allTargets();
  }

  double workCpuPerMillion() {
    return work.redisCpu() * MILLION / plan.allTargets();
  }

  double commandsPerBatch() {
    return (double) work.commands().total() * ScalePlan.BATCH / plan.allTargets();
  }

  double passCpu() {
    return passes.stream().mapToDouble(Cost::redisCpu).average().orElse(0);
  }

  /** Of Redis' one core, what beats and upkeep take, once a second each. */
  double standingShare() {
    return beatCpu + passCpu();
  }

  /** Deliveries a second at which Redis' core is full: what beats and upkeep leave of it. */
  double ceiling() {
    return Math.max(0, 1 - standingShare()) / workCpuPerMillion() * MILLION;
  }
}
