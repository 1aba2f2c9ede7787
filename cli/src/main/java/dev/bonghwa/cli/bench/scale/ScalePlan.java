package dev.bonghwa.cli.bench.scale;

/**
 * What is simulated, and for what it stands.
 *
 * @param nodes that beat, claim and settle
 * @param jobs that are pending at once
 * @param targets of all jobs together
 * @param meant targets of the fleet that is asked about: figures are worked out for so many
 * @param settles of each batch, the last included: a worker settles every 100 ms, or 200
 * @param passes of upkeep
 */
public record ScalePlan(int nodes, int jobs, int targets, long meant, int settles, int passes) {

  /** As nms-api makes them by default. */
  static final int BATCH = 500;

  public ScalePlan {
    if (nodes < 1 || jobs < 1 || targets < jobs || meant < 1 || settles < 1 || passes < 1) {
      throw new IllegalArgumentException("nothing to simulate");
    }
  }

  int targetsOfJob() {
    return targets / jobs;
  }

  int allTargets() {
    return targetsOfJob() * jobs;
  }

  /** What a node has of a job in the mean. */
  int targetsOfNode() {
    return targetsOfJob() / nodes;
  }

  /** Whether batches are not full, where those of the fleet that is asked about are fuller. */
  boolean isScaledTooFar() {
    return targetsOfNode() < Math.min(BATCH, meant / jobs / nodes);
  }
}
