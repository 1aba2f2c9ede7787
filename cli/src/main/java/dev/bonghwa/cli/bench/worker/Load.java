package dev.bonghwa.cli.bench.worker;

/**
 * What a round gives to do.
 *
 * @param targets of each job
 * @param atOnce whether all jobs are submitted before the end of the first is waited for
 */
record Load(String name, int jobs, int targets, boolean atOnce) {

  static Load job(String name, int targets) {
    return new Load(name, 1, targets, true);
  }

  static Load oneByOne(String name, int jobs, int targets) {
    return new Load(name, jobs, targets, false);
  }

  static Load atOnce(String name, int jobs, int targets) {
    return new Load(name, jobs, targets, true);
  }

  /** The same once more: each job needs a name of its own. */
  Load number(int number) {
    return new Load(name + "-" + number, jobs, targets, atOnce);
  }

  int allTargets() {
    return jobs * targets;
  }
}
