/**
 * A fleet far larger than a machine holds: the real planner and the real scripts on a real Redis,
 * and workers that claim and settle and send nothing.
 *
 * <p>{@link dev.bonghwa.cli.bench.scale.ScaleBench} loads jobs, plays upkeep and works them off,
 * and works out from what Redis used where the first ceiling is.
 */
@NullMarked
package dev.bonghwa.cli.bench.scale;

import org.jspecify.annotations.NullMarked;
