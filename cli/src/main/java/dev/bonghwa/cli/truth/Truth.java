package dev.bonghwa.cli.truth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.job.TargetState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet reports of a job that has ended, beside what the receiver saw of it.
 *
 * @param submitted targets that were handed in
 * @param listed every target that ended in something else than delivered, as the API lists it
 */
public record Truth(int submitted, JobView report, List<End> listed, Sight sight) {

  private static final int PAGE = 1_000;
  private static final int SOME = 5;

  /**
   * Where one target ended, and why.
   *
   * @param index -1: it stands for all open targets of a batch, which nobody could tell apart
   */
  public record End(int index, TargetState state, String reason) {

    @Override
    public String toString() {
      return (index < 0 ? "a batch" : "target " + index) + " " + state.word() + ": " + reason;
    }
  }

  public Truth {
    listed = List.copyOf(listed);
  }

  /** Reads the whole list from the API. */
  public static Truth read(NmsClient client, int submitted, JobView report, Sight sight) {
    List<End> listed = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      JsonNode page = client.deliveries(report.id(), TargetState.FAILURES, PAGE, cursor);
      page.path("deliveries").forEach(end -> listed.add(end(end)));
      cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (cursor != null);
    return new Truth(submitted, report, listed, sight);
  }

  private static End end(JsonNode end) {
    return new End(
        end.path("index").asInt(-1),
        TargetState.of(end.path("state").asText()),
        end.path("reason").asText());
  }

  /** Where report, list and receiver disagree: whatever was done to the fleet, nowhere. */
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    compare(found, "total", submitted - alreadyGone(), report.total());
    compare(found, "targets in an end state", report.total(), report.ended());
    compare(found, "listed ends by state", reportedCounts(), listedCounts());
    compare(found, "targets listed once", (long) listed.size(), differentIndexes());
    compare(
        found,
        "delivered, and answered with 2xx",
        report.count(TargetState.DELIVERED),
        delivered());
    compare(found, "neither listed nor answered", alreadyGone(), unanswered());
    return found;
  }

  private static void compare(List<String> found, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      found.add(what + ": expected " + expected + " but was " + actual);
    }
  }

  /** Targets in no end state, and targets reported as delivered that got no 2xx. */
  public long lost() {
    return report.total() - report.ended() + withoutSuccess();
  }

  /** Targets reported as delivered that got no 2xx. */
  public long withoutSuccess() {
    return Math.max(0, unanswered() - alreadyGone());
  }

  /** Successes beyond the first of a target. */
  public long twice() {
    return sight.countedOfJob().duplicate2xx();
  }

  /** Some of those that ended in something else than delivered, for people. */
  public String someListed() {
    return listed.stream().limit(SOME).map(End::toString).collect(Collectors.joining("; "));
  }

  /** Whether the list has as many targets of each state as the counts say. */
  public boolean listsWhatItCounts() {
    return reportedCounts().equals(listedCounts());
  }

  public boolean listsEachOnce() {
    return differentIndexes() == listed.size();
  }

  private long differentIndexes() {
    return indexes().distinct().count();
  }

  private IntStream indexes() {
    return listed.stream().mapToInt(End::index).filter(index -> index >= 0);
  }

  private Map<TargetState, Long> listedCounts() {
    return listed.stream()
        .collect(Collectors.groupingBy(End::state, TreeMap::new, Collectors.counting()));
  }

  private Map<TargetState, Long> reportedCounts() {
    return TargetState.FAILURES.stream()
        .filter(state -> report.count(state) > 0)
        .collect(Collectors.toMap(Function.identity(), report::count, Long::sum, TreeMap::new));
  }

  private long alreadyGone() {
    return report.number("already_gone");
  }

  /** Reported as delivered, or already gone: all that are not listed. */
  private IntStream unlisted() {
    var others = new BitSet(submitted);
    indexes().forEach(others::set);
    return IntStream.range(0, submitted).filter(index -> !others.get(index));
  }

  private long delivered() {
    return unlisted().filter(sight::answered2xx).count();
  }

  private long unanswered() {
    return unlisted().filter(index -> !sight.answered2xx(index)).count();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d targets: %s; %,d attempts, %,d possible duplicates; receiver: %,d requests, %,d twice,"
            + " %,d early, %,d to gone",
        submitted,
        ends(),
        report.number("attempts"),
        report.number("possible_duplicates"),
        sight.countedOfJob().requests(),
        twice(),
        sight.counted().early(),
        sight.counted().toGone());
  }

  private String ends() {
    return Arrays.stream(TargetState.values())
        .filter(state -> report.count(state) > 0)
        .map(state -> String.format(Locale.ROOT, "%,d %s", report.count(state), state.word()))
        .collect(Collectors.joining(", "));
  }
}
