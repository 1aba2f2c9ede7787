/**
 * What a main server waits for: until a job is accepted, and until the first of its messages is
 * sent.
 *
 * <p>{@link dev.bonghwa.cli.bench.submit.AcceptBench} submits large jobs that stay pending; {@link
 * dev.bonghwa.cli.bench.submit.FirstSendBench} small ones to a fleet that is idle.
 */
@NullMarked
package dev.bonghwa.cli.bench.submit;

import org.jspecify.annotations.NullMarked;
