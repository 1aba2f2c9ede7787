/**
 * What tests and the demo share: a real Redis, a receiver that behaves like Discord, a fault proxy.
 *
 * <p>Knows neither {@code common} nor the two programs, so that all of them can be tested with it.
 */
@NullMarked
package dev.bonghwa.testkit;

import org.jspecify.annotations.NullMarked;
