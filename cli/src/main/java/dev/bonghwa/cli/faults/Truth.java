package dev.bonghwa.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.testkit.receiver.RequestLog;
import dev.bonghwa.testkit.receiver.Snapshot;
import java.util.ArrayList;
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
 * @param listed every target that ended in something else than delivered, as the API lists it
 */
record Truth(FleetJob job, JobView report, List<Listed> listed, RequestLog log, Snapshot seen) {
  private static final int PAGE = 1_000;

  record Listed(int index, String state, String reason) {}

  static Truth read(FleetJob job, NmsClient client, RequestLog log) {
    JobView report = client.job(job.latest().id());
    return new Truth(job, report, listed(client, report.id()), log, log.snapshot());
  }

  private static List<Listed> listed(NmsClient client, String id) {
    List<Listed> listed = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      JsonNode page = client.deliveries(id, NmsClient.undeliveredStates(), PAGE, cursor);
      for (JsonNode end : page.path("deliveries")) {
        listed.add(
            new Listed(
                end.path("index").asInt(-1),
                end.path("state").asText(),
                end.path("reason").asText()));
      }
      cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (cursor != null);
    return listed;
  }

  /** Where report, list and receiver disagree: whatever was done to the fleet, nowhere. */
  List<String> contradictions() {
    List<String> found = new ArrayList<>(job.contradictions());
    compare(found, "total", job.targets() - alreadyGone(), report.total());
    compare(found, "targets in an end state", report.total(), report.ended());
    compare(found, "listed ends by state", undeliveredCounts(), listedCounts());
    compare(found, "targets listed once", (long) listed.size(), indexes().distinct().count());
    compare(found, "delivered, and answered with 2xx", report.count("delivered"), delivered());
    compare(found, "neither listed nor answered", alreadyGone(), uncalled());
    return found;
  }

  private static void compare(List<String> found, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      found.add(what + ": expected " + expected + " but was " + actual);
    }
  }

  /** Targets in no end state, and targets reported as delivered that got no 2xx. */
  long lost() {
    return report.total() - report.ended() + Math.max(0, uncalled() - alreadyGone());
  }

  /** Successes beyond the first of a target. */
  long twice() {
    return seen.job(job.key()).duplicate2xx();
  }

  private IntStream indexes() {
    return listed.stream().mapToInt(Listed::index);
  }

  private Map<String, Long> listedCounts() {
    return listed.stream()
        .collect(Collectors.groupingBy(Listed::state, TreeMap::new, Collectors.counting()));
  }

  private Map<String, Long> undeliveredCounts() {
    return NmsClient.undeliveredStates().stream()
        .filter(state -> report.count(state) > 0)
        .collect(Collectors.toMap(Function.identity(), report::count, Long::sum, TreeMap::new));
  }

  private long alreadyGone() {
    return report.number("already_gone");
  }

  /** Reported as delivered, or already gone: all that are not listed. */
  private IntStream unlisted() {
    var others = new BitSet(job.targets());
    indexes().forEach(others::set);
    return IntStream.range(0, job.targets()).filter(index -> !others.get(index));
  }

  private long delivered() {
    return unlisted().filter(this::answered2xx).count();
  }

  private long uncalled() {
    return unlisted().filter(index -> !answered2xx(index)).count();
  }

  private boolean answered2xx(int index) {
    return log.answered2xx(Targets.webhook(index), job.key());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "job %s: %,d targets in %.1f s: %s; %,d attempts, %,d possible duplicates; receiver: %,d"
            + " requests, %,d twice, %,d early, %,d to gone",
        job.key(),
        job.targets(),
        job.took().toMillis() / 1e3,
        ends(),
        report.number("attempts"),
        report.number("possible_duplicates"),
        seen.job(job.key()).requests(),
        twice(),
        seen.early(),
        seen.toGone());
  }

  private String ends() {
    return report.counts().entrySet().stream()
        .filter(end -> end.getValue() > 0)
        .map(end -> String.format(Locale.ROOT, "%,d %s", end.getValue(), end.getKey()))
        .collect(Collectors.joining(", "));
  }
}
