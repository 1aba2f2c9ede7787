/**
 * How fast one worker is, and what it costs: a worker with a core for itself, and Redis, nms-api
 * and a receiver on the others.
 *
 * <p>{@link dev.bonghwa.cli.bench.worker.WorkerBench} plays rounds on a {@code WorkerFleet}, takes
 * a {@code Moment} at the ends of each, and runs the load generators that it finds against the same
 * receiver. {@link dev.bonghwa.cli.bench.worker.GrowthBench} and {@link
 * dev.bonghwa.cli.bench.worker.FarBench} play other rounds on the same fleet.
 */
@NullMarked
package dev.bonghwa.cli.bench.worker;

import org.jspecify.annotations.NullMarked;
