/**
 * The shared budget of one egress, the address that requests leave from: its rate, its pauses and
 * what counts against it, kept in Redis for all nodes behind that address.
 *
 * <p>A worker calls it a few times a second and spends between two calls what it was granted. Who
 * may send what to whom is not known here.
 */
@NullMarked
package dev.bonghwa.egress;

import org.jspecify.annotations.NullMarked;
