/**
 * ⑤ Waits for tickets and claims batches: own work first, other nodes' when there is none.
 *
 * <p>A ticket is a wake-up and nothing else: a lost, doubled, stale or malformed one costs a look.
 * One claim is on its way at a time, numbered, and repeated until it is answered. Runs on the event
 * loop; that it keeps moving is what a heartbeat says.
 */
@NullMarked
package dev.bonghwa.worker.claim;

import org.jspecify.annotations.NullMarked;
