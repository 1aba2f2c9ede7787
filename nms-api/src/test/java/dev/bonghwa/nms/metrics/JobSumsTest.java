package dev.bonghwa.nms.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSumsTest {
  private static final Job SHORT = job("0A", Duration.ofSeconds(100), 500);
  private static final Job LONG = job("0B", Duration.ofSeconds(1_000), 500);

  @Test
  void jobsAndTargets_areCountedByState() {
    JobSums sums = JobSums.of(List.of(SHORT, LONG), OpenJobs.CREATED.plusSeconds(9));

    assertThat(sums.jobs()).isEqualTo(Map.of(JobState.RUNNING, 2L));
    assertThat(sums.targets())
        .isEqualTo(Map.of(TargetState.PENDING, 1_000L, TargetState.DELIVERED, 20L));
    assertThat(sums.oldest()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void theNeededRate_isThatOfTheSteepestDeadline() {
    Job steep = job("0C", Duration.ofSeconds(200), 1_500);

    assertThat(rate(SHORT, LONG)).isEqualTo(5);
    assertThat(rate(LONG, SHORT, steep)).isEqualTo(10);
  }

  @Test
  void aDeadlineThatHasPassed_needsAllAtOnce() {
    assertThat(JobSums.of(List.of(SHORT), OpenJobs.CREATED.plusSeconds(500)).neededRate())
        .isEqualTo(500);
  }

  @Test
  void withoutJobs_nothingIsNeeded() {
    JobSums none = JobSums.of(List.of(), OpenJobs.CREATED);

    assertThat(none).isEqualTo(new JobSums(Map.of(), Map.of(), Duration.ZERO, 0));
  }

  private static double rate(Job... jobs) {
    return JobSums.of(List.of(jobs), OpenJobs.CREATED).neededRate();
  }

  private static Job job(String name, Duration expiresIn, long pending) {
    return OpenJobs.job(
        name,
        JobState.RUNNING,
        expiresIn,
        Map.of(TargetState.PENDING, pending, TargetState.DELIVERED, 10L));
  }
}
