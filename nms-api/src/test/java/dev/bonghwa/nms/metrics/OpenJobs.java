package dev.bonghwa.nms.metrics;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs that have not ended, as they may be found. */
public final class OpenJobs {
  public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private OpenJobs() {}

  /** One of two letters or digits, which expires that long after all were made. */
  public static Job job(
      String name, JobState state, Duration expiresIn, Map<TargetState, Long> counts) {
    return new Job(
        new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C" + name),
        "",
        state,
        "discord",
        Priority.NORMAL,
        CREATED,
        null,
        CREATED.plus(expiresIn),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        new JobSpec.Excluded(0, 0, 0),
        counts,
        0,
        0,
        List.of(),
        "",
        null);
  }
}
