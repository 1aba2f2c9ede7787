/**
 * Step ⑦: what a kind of endpoint wants to be sent and what its answers mean.
 *
 * <p>{@link dev.bonghwa.worker.channel.Outcome} is what every attempt comes to. Outcomes that end a
 * target and outcomes that call for another attempt are different types, so that the retry path
 * cannot be handed an end. Everything here is pure; the kinds themselves have a package each.
 */
@NullMarked
package dev.bonghwa.worker.channel;

import org.jspecify.annotations.NullMarked;
