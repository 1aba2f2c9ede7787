/**
 * One node of the fleet: claims batches, sends them, settles what became of them.
 *
 * <p>Only the main class here wires parts together.
 */
@NullMarked
package dev.bonghwa.worker;

import org.jspecify.annotations.NullMarked;
