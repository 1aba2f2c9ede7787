package dev.bonghwa.cli.bench.submit;

/**
 * What is submitted to an idle fleet.
 *
 * @param jobs one after the other
 * @param warmUp so many before them, which are not measured
 * @param targets of each
 */
public record FirstSendPlan(int jobs, int warmUp, int targets, int workers) {

  public FirstSendPlan {
    if (jobs < 1 || targets < 1 || warmUp < 0) {
      throw new IllegalArgumentException("nothing to submit");
    }
  }
}
