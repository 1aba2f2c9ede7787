/**
 * The one way in which names are spread: endpoints over slots, slots over nodes, queues over heirs;
 * and the digests that are used.
 *
 * <p>Every program must come to the same number for the same name, for ever. Knows nothing else.
 */
@NullMarked
package dev.bonghwa.hash;

import org.jspecify.annotations.NullMarked;
