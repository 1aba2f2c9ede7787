/**
 * ⑥⑦⑧⑨ One claimed batch on its way through sending, classifying, deciding and settling.
 *
 * <p>{@link dev.bonghwa.worker.deliver.BatchDelivery} is the file to read first. {@link
 * dev.bonghwa.worker.deliver.Deliveries} holds all batches of the node and takes what the claim
 * loop brings. A permit is taken before a target is read; a target that waits is a bit and, between
 * two attempts, an entry in a heap. Everything here runs on the event loop.
 */
@NullMarked
package dev.bonghwa.worker.deliver;

import org.jspecify.annotations.NullMarked;
