package dev.bonghwa.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.demo.Finding.Verdict;
import dev.bonghwa.cli.truth.Sight;
import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.cli.truth.Truth.End;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.receiver.Snapshot;
import dev.bonghwa.testkit.receiver.Snapshot.JobCount;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Ten targets: 0 to 7 delivered, 8 gone, 9 failed. */
class ComparisonTest {

  private final FakeSight sight = new FakeSight();

  @Test
  void sameCounts_agree() {
    assertThat(disagreements(report(ends()))).isEmpty();
  }

  @Test
  void deliveredWithout2xx_disagrees() {
    sight.succeeded.remove(3);

    assertThat(disagreements(report(ends()))).containsExactly("delivered");
  }

  @Test
  void goneTargetThatWasCalledTwice_disagrees() {
    sight.requests.put(8, 2);

    assertThat(disagreements(report(ends()))).containsExactly("gone, called once each");
  }

  @Test
  void goneTargetsThatTheFleetDoesNotKnow_disagree() {
    sight.counted = counted(0, 2, 0);

    assertThat(disagreements(report(ends()))).containsExactly("gone, called once each");
  }

  @Test
  void callBeforeRetryAfter_disagrees() {
    sight.counted = counted(0, 1, 1);

    assertThat(disagreements(report(ends()))).containsExactly("called before Retry-After");
  }

  @Test
  void duplicatesThatNoLostAnswerExplains_areOdd_butWithinThePromise() {
    sight.counted = counted(2, 1, 0);

    assertThat(disagreements(report(ends()))).isEmpty();
    assertThat(new Comparison(report(ends()), 0).findings())
        .filteredOn(finding -> finding.verdict() == Verdict.ODD)
        .extracting(Finding::what)
        .containsExactly("delivered twice");
  }

  @Test
  void targetListedTwice_disagrees() {
    var twice = report(List.of(end(8, "gone"), end(8, "failed")));

    assertThat(disagreements(twice)).contains("in exactly one state");
  }

  @Test
  void listThatMissesATarget_disagrees() {
    assertThat(disagreements(report(List.of(end(8, "gone")))))
        .contains("in exactly one state", "delivered");
  }

  @Test
  void unfinishedJob_disagrees() {
    JobView running = job("running", "null", 7);

    assertThat(disagreements(new Truth(10, running, ends(), sight))).contains("targets");
  }

  @Test
  void pollThatDidNotAddUp_disagrees() {
    assertThat(disagreements(report(ends()), 1)).containsExactly("total = sum at every poll");
  }

  private List<String> disagreements(Truth truth) {
    return disagreements(truth, 0);
  }

  private static List<String> disagreements(Truth truth, long unbalanced) {
    List<Finding> findings = new Comparison(truth, unbalanced).findings();
    List<String> wrong =
        findings.stream()
            .filter(finding -> finding.verdict() == Verdict.DISAGREES)
            .map(Finding::what)
            .toList();
    assertThat(Comparison.agree(findings)).isEqualTo(wrong.isEmpty());
    return wrong;
  }

  private static List<End> ends() {
    return List.of(end(8, "gone"), end(9, "failed"));
  }

  private static End end(int index, String state) {
    return new End(index, TargetState.of(state), "");
  }

  private Truth report(List<End> ends) {
    return new Truth(10, job("completed", "\"2026-01-01T00:00:00Z\"", 8), ends, sight);
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

  private static Snapshot counted(long duplicates, long gone, long early) {
    var ofJob = new JobCount(10 + duplicates, 10, 8, duplicates);
    return new Snapshot(
        10 + duplicates, 0, 0, 0, early, 0, gone, Map.of(200, 8L), Map.of("", ofJob));
  }

  private static final class FakeSight implements Sight {

    private final Set<Integer> succeeded = new TreeSet<>(Set.of(0, 1, 2, 3, 4, 5, 6, 7));
    private final Map<Integer, Integer> requests = new HashMap<>();
    private Snapshot counted = ComparisonTest.counted(0, 1, 0);

    @Override
    public boolean answered2xx(int index) {
      return succeeded.contains(index);
    }

    @Override
    public int requests(int index) {
      return requests.getOrDefault(index, 1);
    }

    @Override
    public Snapshot counted() {
      return counted;
    }

    @Override
    public JobCount countedOfJob() {
      return counted.job("");
    }
  }
}
