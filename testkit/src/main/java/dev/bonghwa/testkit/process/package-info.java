/**
 * Programs started as processes of their own: their lines, their exit code, the signals they get.
 *
 * <p>Used by the fleet tests and the demo, and by the Redis servers of this module. Whatever is
 * started here ends with this JVM. Nothing here knows what the programs do.
 */
@NullMarked
package dev.bonghwa.testkit.process;

import org.jspecify.annotations.NullMarked;
