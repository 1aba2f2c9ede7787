/**
 * What this machine is worth as a worker, and what its worker should be told.
 *
 * <p>{@link dev.bonghwa.cli.bench.here.HereBench} runs a worker as fast as it can, and then with
 * what follows from that, which shows whether the advice holds; once more if it was too much.
 */
@NullMarked
package dev.bonghwa.cli.bench.here;

import org.jspecify.annotations.NullMarked;
