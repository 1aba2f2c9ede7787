package dev.bonghwa.nms.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobRatesTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private long nanos;
  private final JobRates rates = new JobRates(() -> nanos);

  @Test
  void theFirstLook_knowsNothing() {
    assertThat(rates.of(running(100))).isEmpty();
  }

  @Test
  void twoLooks_giveARate() {
    rates.of(running(100));
    nanos += 2_000_000_000L;

    assertThat(rates.of(running(500))).hasValue(200);
  }

  @Test
  void theWindow_forgetsWhatIsLongAgo() {
    rates.of(running(0));
    nanos += 20_000_000_000L;
    rates.of(running(10_000));
    nanos += 1_000_000_000L;

    assertThat(rates.of(running(10_100))).hasValue(100);
  }

  @Test
  void aPausedJob_standsStill() {
    assertThat(rates.of(job(JobState.PAUSED, 10, null))).hasValue(0);
  }

  @Test
  void anEndedJob_tellsItsMean() {
    assertThat(rates.of(job(JobState.COMPLETED, 1000, CREATED.plusSeconds(10)))).hasValue(100);
  }

  private static Job running(long delivered) {
    return job(JobState.RUNNING, delivered, null);
  }

  private static Job job(JobState state, long delivered, @Nullable Instant finished) {
    return new Job(
        new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C4D"),
        "",
        state,
        "discord",
        Priority.NORMAL,
        CREATED,
        finished,
        CREATED.plusSeconds(3600),
        20_000,
        new JobSpec.Excluded(0, 0, 0),
        Map.of(TargetState.DELIVERED, delivered),
        0,
        0,
        List.of(),
        "",
        null);
  }
}
