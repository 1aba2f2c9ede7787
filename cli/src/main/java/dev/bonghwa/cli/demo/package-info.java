/**
 * The demo: a local fleet, a receiver that behaves like Discord on an ordinary bad day, one job,
 * and a comparison of what the fleet reports with what the receiver counted.
 *
 * <p>The comparison ({@link dev.bonghwa.cli.demo.Comparison}) is pure; {@link
 * dev.bonghwa.cli.demo.Demo} runs it all. Called by the command {@code demo}.
 */
@NullMarked
package dev.bonghwa.cli.demo;

import org.jspecify.annotations.NullMarked;
