package dev.bonghwa.cli.demo;

/** What really happened, as the far end of a job saw it. Targets are named by their index. */
interface Truth {

  /** Whether a success went out to that target that the fleet can have seen. */
  boolean succeeded(int index);

  /** How often that target was called. */
  int requests(int index);

  /** The sums over all targets. */
  Sums sums();

  /**
   * What was counted.
   *
   * @param requests all that came in
   * @param succeeded targets that got a success at least once
   * @param duplicates successes beyond the first of their target
   * @param gone targets that answered that they are gone
   * @param callsToGone calls of those after they had answered so
   * @param early requests that came before a Retry-After had ended
   * @param rateLimited answers with 429
   * @param serverErrors answers with 5xx
   * @param broken answers that were broken off or never came
   */
  record Sums(
      long requests,
      long succeeded,
      long duplicates,
      long gone,
      long callsToGone,
      long early,
      long rateLimited,
      long serverErrors,
      long broken) {}
}
