package dev.bonghwa.nms.submit;

import dev.bonghwa.job.JobSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for submits.
 *
 * @param expiry how long a job may take when it does not say so itself
 * @param idempotencyTtl how long a key is remembered; null: as long as its job may be read
 */
public record SubmitSettings(
    int mostTargets,
    int batchSize,
    Duration expiry,
    JobSpec.Retention retention,
    @Nullable Duration idempotencyTtl) {

  /** A key is pinned before the deadline is known, so the longest one counts. */
  Duration keyLives() {
    return idempotencyTtl != null
        ? idempotencyTtl
        : JobSpec.LONGEST_EXPIRY.plus(retention.otherwise()).plus(Duration.ofHours(1));
  }
}
