package dev.bonghwa.cli.bench.citizen;

import java.time.Duration;
import java.util.List;

/**
 * What a scenario came to.
 *
 * @param parameters how large it was, in words
 */
public record ScenarioResult(
    Scenario played, long seed, List<String> parameters, List<Judged> goals, Duration took) {

  public ScenarioResult {
    parameters = List.copyOf(parameters);
    goals = List.copyOf(goals);
  }

  /** A run without goals has broken off. */
  public boolean isMet() {
    return !goals.isEmpty() && goals.stream().allMatch(Judged::met);
  }
}
