/**
 * {@code --check}: whether this machine, with this configuration, can be a node, and how. Reads,
 * connects and asks; sends no message and registers nothing.
 *
 * <p>Called by {@code NodeWorker} and by the command line's {@code doctor}.
 */
@NullMarked
package dev.bonghwa.worker.check;

import org.jspecify.annotations.NullMarked;
