package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;

/**
 * One submitter's own staging area of a job.
 *
 * @param name random, so that two submitters of one job never mix
 */
public record StagingArea(JobId job, String name) {}
