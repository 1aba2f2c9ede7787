/**
 * The one thread that owns claiming, sending, deciding and settling: its port and Vert.x behind it.
 *
 * <p>Everything that runs here may share state without locks and must never block. Tests use a loop
 * whose time stands still until they move it.
 */
@NullMarked
package dev.bonghwa.worker.loop;

import org.jspecify.annotations.NullMarked;
