package dev.bonghwa.nms.submit;

import dev.bonghwa.job.JobId;
import dev.bonghwa.nms.intake.JobRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submit said, beside its targets.
 *
 * @param duplicates the same endpoint again
 * @param invalid entries that are no endpoint; the first of them are {@code told}
 * @param digest SHA-256 of what tells a replay from another request under the same key
 * @param redriveOf the job whose targets these were, null for none
 */
record Content(
    JobRequest request,
    int duplicates,
    int invalid,
    List<InvalidTarget> told,
    byte[] digest,
    @Nullable JobId redriveOf) {}
