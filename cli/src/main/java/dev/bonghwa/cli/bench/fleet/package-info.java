/**
 * The fleet that speed is measured on: Redis with an append-only file, nms-api, workers and a sink,
 * in the JVMs of the images.
 *
 * <p>{@link dev.bonghwa.cli.bench.fleet.Placement} says on which cores and in how much memory each
 * program runs. Knows nothing of what is measured.
 */
@NullMarked
package dev.bonghwa.cli.bench.fleet;

import org.jspecify.annotations.NullMarked;
