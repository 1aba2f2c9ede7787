/**
 * The shared budget of one egress, the address that requests leave from: its rate, its pauses and
 * what counts against it, kept in Redis for all nodes behind that address.
 *
 * <p>A worker calls it a few times a second and spends between two calls what it was granted. Who
 * may send what to whom is not known here.
 *
 * <p>A proxy is such an egress too, whose group are all that use it; the list of proxies, and what
 * nodes have told of each, is read here by both programs.
 */
@NullMarked
package dev.bonghwa.egress;

import org.jspecify.annotations.NullMarked;
