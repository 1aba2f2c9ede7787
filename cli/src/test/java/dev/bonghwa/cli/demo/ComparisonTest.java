package dev.bonghwa.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.demo.Finding.Verdict;
import dev.bonghwa.cli.demo.FleetReport.End;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Ten targets: 0 to 7 delivered, 8 gone, 9 failed. */
class ComparisonTest {

  private final FakeTruth truth = new FakeTruth();

  @Test
  void sameCounts_agree() {
    assertThat(disagreements(report(ends()))).isEmpty();
  }

  @Test
  void deliveredWithout2xx_disagrees() {
    truth.succeeded.remove(3);

    assertThat(disagreements(report(ends()))).containsExactly("delivered");
  }

  @Test
  void goneTargetThatWasCalledTwice_disagrees() {
    truth.requests.put(8, 2);

    assertThat(disagreements(report(ends()))).containsExactly("gone, called once each");
  }

  @Test
  void goneTargetsThatTheFleetDoesNotKnow_disagree() {
    truth.sums = new Truth.Sums(10, 8, 0, 2, 0, 0, 0, 0, 0);

    assertThat(disagreements(report(ends()))).containsExactly("gone, called once each");
  }

  @Test
  void callBeforeRetryAfter_disagrees() {
    truth.sums = new Truth.Sums(10, 8, 0, 1, 0, 1, 5, 0, 0);

    assertThat(disagreements(report(ends()))).containsExactly("called before Retry-After");
  }

  @Test
  void duplicatesThatNoLostAnswerExplains_areOdd_butWithinThePromise() {
    truth.sums = new Truth.Sums(12, 8, 2, 1, 0, 0, 0, 0, 0);

    assertThat(disagreements(report(ends()))).isEmpty();
    assertThat(new Comparison(10, report(ends()), truth).findings())
        .filteredOn(finding -> finding.verdict() == Verdict.ODD)
        .extracting(Finding::what)
        .containsExactly("delivered twice");
  }

  @Test
  void targetListedTwice_disagrees() {
    var twice = report(List.of(new End(8, "gone"), new End(8, "failed")));

    assertThat(disagreements(twice)).contains("in exactly one state");
  }

  @Test
  void listThatMissesATarget_disagrees() {
    assertThat(disagreements(report(List.of(new End(8, "gone")))))
        .contains("in exactly one state", "delivered");
  }

  @Test
  void unfinishedJob_disagrees() {
    JobView running = job("running", "null", 7);

    assertThat(disagreements(new FleetReport(running, 0, ends()))).contains("targets");
  }

  @Test
  void pollThatDidNotAddUp_disagrees() {
    var report = new FleetReport(job("completed", "\"2026-01-01T00:00:00Z\"", 8), 1, ends());

    assertThat(disagreements(report)).containsExactly("total = sum at every poll");
  }

  private List<String> disagreements(FleetReport report) {
    List<Finding> findings = new Comparison(10, report, truth).findings();
    List<String> wrong =
        findings.stream()
            .filter(finding -> finding.verdict() == Verdict.DISAGREES)
            .map(Finding::what)
            .toList();
    assertThat(Comparison.agree(findings)).isEqualTo(wrong.isEmpty());
    return wrong;
  }

  private static List<End> ends() {
    return List.of(new End(8, "gone"), new End(9, "failed"));
  }

  private static FleetReport report(List<End> ends) {
    return new FleetReport(job("completed", "\"2026-01-01T00:00:00Z\"", 8), 0, ends);
  }

  private static JobView job(String state, String finished, int delivered) {
    String json =
        """
        {"id": "job_1", "state": "%s", "finished_at": %s, "total": 10,
         "counts": {"delivered": %d, "gone": 1, "failed": 1, "sending": %d}}\
        """
            .formatted(state, finished, delivered, 8 - delivered);
    try {
      return new JobView((ObjectNode) new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class FakeTruth implements Truth {

    private final Set<Integer> succeeded = new TreeSet<>(Set.of(0, 1, 2, 3, 4, 5, 6, 7));
    private final Map<Integer, Integer> requests = new HashMap<>();
    private Sums sums = new Sums(10, 8, 0, 1, 0, 0, 0, 0, 0);

    @Override
    public boolean succeeded(int index) {
      return succeeded.contains(index);
    }

    @Override
    public int requests(int index) {
      return requests.getOrDefault(index, 1);
    }

    @Override
    public Sums sums() {
      return sums;
    }
  }
}
