package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import java.time.Instant;

/**
 * What a claimer is told of the job.
 *
 * @param total its targets
 * @param proven whether any endpoint has taken the message yet
 * @param now Redis TIME
 */
public record JobFacts(
    JobId id,
    JobState state,
    Priority priority,
    String channel,
    Instant deadline,
    long total,
    boolean proven,
    Instant now) {}
