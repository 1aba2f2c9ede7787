/**
 * What the speed benches share: what processes and Redis used, medians with their spread, goals,
 * and how a measurement is printed.
 *
 * <p>A bench takes {@link dev.bonghwa.cli.bench.measure.ProcessUse} and {@link
 * dev.bonghwa.cli.bench.measure.RedisCommands} before and after each round, and ends in a {@link
 * dev.bonghwa.cli.bench.measure.Measurement}. Knows nothing of what is measured.
 */
@NullMarked
package dev.bonghwa.cli.bench.measure;

import org.jspecify.annotations.NullMarked;
