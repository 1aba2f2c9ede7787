package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.testkit.receiver.RequestLog;
import dev.bonghwa.testkit.receiver.Snapshot;
import java.util.ArrayList;
import java.util.List;
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
record Truth(TestJob job, JobView report, List<Listed> listed, RequestLog log, Snapshot seen) {
  private static final int PAGE = 1_000;

  record Listed(int index, String state) {}

  static Truth read(TestJob job, NmsClient client, RequestLog log) {
    JobView report = client.job(job.latest().id());
    return new Truth(job, report, listed(client, report.id()), log, log.snapshot());
  }

  private static List<Listed> listed(NmsClient client, String id) {
    List<Listed> listed = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      JsonNode page = client.deliveries(id, NmsClient.undeliveredStates(), PAGE, cursor);
      for (JsonNode end : page.path("deliveries")) {
        listed.add(new Listed(end.path("index").asInt(-1), end.path("state").asText()));
      }
      cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (cursor != null);
    return listed;
  }

  /** Nothing is lost and nothing is made up, whatever was done to the fleet. */
  Truth assertAgrees() {
    assertThat(job.contradictions()).as("looks at the job").isEmpty();
    assertThat(report.state()).isEqualTo("completed");
    assertThat(report.total()).isEqualTo(job.targets() - report.number("already_gone"));
    assertThat(report.ended()).as("targets in an end state").isEqualTo(report.total());
    assertThat(listed).as("one record for each undelivered target").doesNotHaveDuplicates();
    assertThat(indexes()).as("one state for each target").doesNotHaveDuplicates();
    assertThat(listedCounts()).isEqualTo(undeliveredCounts());
    assertThat(uncalled()).as("neither listed nor called").hasSize(alreadyGone());
    assertThat(delivered())
        .as("delivered ones that the receiver answered with 2xx")
        .isEqualTo(report.count("delivered"));
    return this;
  }

  /** Everything got the message once, and nothing was asked that should not be. */
  Truth assertOnce() {
    assertThat(duplicates()).as("answered 2xx twice").isZero();
    return this;
  }

  /** No request before a Retry-After had ended, none to a webhook known to be gone. */
  Truth assertPolite() {
    assertThat(seen.early()).as("early requests: %s", log.someEarlyRequests()).isZero();
    assertThat(seen.toGone()).as("requests to gone webhooks").isZero();
    return this;
  }

  long duplicates() {
    return seen.job(job.key()).duplicate2xx();
  }

  private List<Integer> indexes() {
    return listed.stream().map(Listed::index).toList();
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

  private int alreadyGone() {
    return Math.toIntExact(report.number("already_gone"));
  }

  /** Reported as delivered, or already gone: all that are not listed. */
  private IntStream unlisted() {
    var listedIndexes = new java.util.BitSet(job.targets());
    listed.forEach(end -> listedIndexes.set(end.index()));
    return IntStream.range(0, job.targets()).filter(index -> !listedIndexes.get(index));
  }

  private long delivered() {
    return unlisted().filter(this::answered2xx).count();
  }

  private List<Integer> uncalled() {
    return unlisted().filter(index -> !answered2xx(index)).boxed().toList();
  }

  private boolean answered2xx(int index) {
    return log.answered2xx(Targets.webhook(index), job.key());
  }

  /** For whoever reads the build's output. */
  Truth tell(String what) {
    System.out.printf(
        "%s: %,d targets in %.1f s, %,d looks; %s; %,d attempts, %,d possible duplicates;"
            + " receiver: %,d requests, %,d twice, %,d early, %,d to gone%n",
        what,
        job.targets(),
        job.took().toMillis() / 1e3,
        job.looks(),
        ends(),
        report.number("attempts"),
        report.number("possible_duplicates"),
        seen.job(job.key()).requests(),
        duplicates(),
        seen.early(),
        seen.toGone());
    return this;
  }

  private String ends() {
    return report.counts().entrySet().stream()
        .filter(end -> end.getValue() > 0)
        .map(end -> String.format("%,d %s", end.getValue(), end.getKey()))
        .collect(Collectors.joining(", "));
  }
}
