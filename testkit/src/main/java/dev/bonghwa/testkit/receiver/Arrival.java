package dev.bonghwa.testkit.receiver;

import java.time.Duration;

/**
 * What the log knows when a request comes in.
 *
 * @param entry its place in the segment, where its answer is logged
 * @param attempt of this webhook in this job, from 1
 * @param pause what is left of an earlier Retry-After; zero when it has ended
 */
record Arrival(Segment segment, int entry, int attempt, Duration pause) {}
