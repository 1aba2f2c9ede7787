package dev.bonghwa.cli.faults;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case came to.
 *
 * @param targets of all its jobs
 * @param lost targets that are in no end state, or delivered by report only
 * @param twice successes beyond the first of a target
 * @param bound the most that is promised of these
 * @param recovered the longest time from the fault, or its end, to work going on; null: not
 *     measured
 * @param note other figures of it, in words; empty: none
 * @param skipped why it was not played; empty: it was
 * @param broken promises that were not kept, in words
 */
public record CaseResult(
    FaultCase played,
    Scale scale,
    long seed,
    long targets,
    long lost,
    long twice,
    long bound,
    @Nullable Duration recovered,
    Duration took,
    String note,
    String skipped,
    List<String> broken) {

  public CaseResult {
    broken = List.copyOf(broken);
  }

  /** Nothing speaks against it; of a case that was skipped nothing does. */
  public boolean isKept() {
    return broken.isEmpty();
  }

  public boolean isSkipped() {
    return !skipped.isEmpty();
  }

  /** In a word or two. */
  public String verdict() {
    return isSkipped() ? "skipped: " + skipped : isKept() ? "yes" : "NO";
  }
}
