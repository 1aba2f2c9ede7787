package dev.bonghwa.nms.submit;

import dev.bonghwa.job.Job;
import java.util.List;

/**
 * What became of a submit.
 *
 * @param first whether this request made the job, rather than an earlier one with the same key
 * @param invalid the first 20 entries that were left out
 * @param warnings what may go wrong, in sentences
 */
public record Submitted(
    Job job, boolean first, List<InvalidTarget> invalid, List<String> warnings) {}
