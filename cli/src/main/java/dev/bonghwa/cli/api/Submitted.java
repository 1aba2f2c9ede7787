package dev.bonghwa.cli.api;

/**
 * A job that was accepted.
 *
 * @param replayed the key had made this job before: nothing new is sent
 */
public record Submitted(JobView job, boolean replayed) {}
