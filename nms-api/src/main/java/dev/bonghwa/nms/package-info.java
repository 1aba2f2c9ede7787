/**
 * The small HTTP API in front of the fleet; it holds no state of its own.
 *
 * <p>Only the main class here wires parts together.
 */
@NullMarked
package dev.bonghwa.nms;

import org.jspecify.annotations.NullMarked;
