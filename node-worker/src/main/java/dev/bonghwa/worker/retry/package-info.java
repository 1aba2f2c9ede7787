/**
 * Step ⑧: whether and when a target is tried again.
 *
 * <p>Pure decisions over values. The numbers live in a Resilience4j {@code RetryConfig}, which is
 * asked and never run: waiting is the batch's matter, since it must survive this process.
 */
@NullMarked
package dev.bonghwa.worker.retry;

import org.jspecify.annotations.NullMarked;
