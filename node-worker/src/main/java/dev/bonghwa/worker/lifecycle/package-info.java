/**
 * A node's membership in the fleet, and what watches that it works: heartbeat, watchdog, signals.
 *
 * <p>The heartbeat comes from the loop that claims and ends with it; the watchdog has a thread of
 * its own, since what it watches may hang.
 */
@NullMarked
package dev.bonghwa.worker.lifecycle;

import org.jspecify.annotations.NullMarked;
