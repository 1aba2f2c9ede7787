package dev.bonghwa.nms.submit;

import dev.bonghwa.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * The id of a submit's job, and what is known of it before the body is read.
 *
 * @param key the idempotency key that stands for it, null for none
 * @param digest hex, of the request that the key remembers as committed; null when it knows of none
 * @param isNew whether the id is this request's own
 * @param isThere whether the job can be read
 */
record Pinned(
    @Nullable String key, JobId job, @Nullable String digest, boolean isNew, boolean isThere) {

  /** A repeat adds nothing, so there is always room for it. */
  boolean isReplay() {
    return digest != null || isThere;
  }
}
