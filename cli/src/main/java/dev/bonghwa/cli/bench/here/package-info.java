/**
 * What this machine is worth as a worker, and what its worker should be told.
 *
 * <p>{@link dev.bonghwa.cli.bench.here.HereBench} runs a worker twice: first as fast as it can,
 * then with what follows from that, which shows whether the advice holds.
 */
@NullMarked
package dev.bonghwa.cli.bench.here;

import org.jspecify.annotations.NullMarked;
