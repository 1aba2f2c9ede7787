package dev.bonghwa.cli.bench.submit;

import java.util.List;

/**
 * What is submitted.
 *
 * @param sizes targets of a job of each kind, the smallest first
 * @param rounds of each, after one of each that is not measured
 * @param workers that are there and send nothing
 */
public record AcceptPlan(List<Integer> sizes, int rounds, int workers) {

  public AcceptPlan {
    sizes = sizes.stream().sorted().toList();
    if (sizes.isEmpty() || rounds < 1) {
      throw new IllegalArgumentException("nothing to submit");
    }
  }
}
