package dev.bonghwa.queue;

import java.time.Instant;

/**
 * What is remembered of a target that was answered and has not ended.
 *
 * @param position its place in the batch
 * @param notBefore when the next attempt is due, by Redis TIME, to the millisecond
 * @param attempts those that counted, 0 to 65,535
 * @param flags what else the retry policy remembers, 16 bits
 */
public record Retry(int position, Instant notBefore, int attempts, int flags) {}
