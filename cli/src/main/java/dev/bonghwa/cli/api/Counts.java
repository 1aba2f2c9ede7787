package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.job.TargetState;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The targets of a job by state.
 *
 * @param byState a state that is missing counts 0
 */
public record Counts(Map<TargetState, Long> byState) {

  public Counts {
    byState = Map.copyOf(byState);
  }

  static Counts of(JsonNode json) {
    var counts = new EnumMap<TargetState, Long>(TargetState.class);
    for (TargetState state : TargetState.values()) {
      counts.put(state, json.path(state.word()).asLong());
    }
    return new Counts(counts);
  }

  public long of(TargetState state) {
    return byState.getOrDefault(state, 0L);
  }

  /** All of them: the job's total, if nothing is wrong. */
  public long sum() {
    return sum(state -> true);
  }

  /** In no end state yet. */
  public long open() {
    return sum(state -> !state.isEnd());
  }

  /** Ended without the message for a reason that somebody may want to look at. */
  public long undelivered() {
    return sum(state -> TargetState.FAILURES.contains(state) && state != TargetState.GONE);
  }

  private long sum(Predicate<TargetState> some) {
    return byState.entrySet().stream()
        .filter(count -> some.test(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
