/**
 * The nouns of the fleet: node and instance names, and what an instance says of itself.
 *
 * <p>A node is a machine's stable name, an instance one start of a worker there. Where they are
 * kept is the business of {@code registry}.
 */
@NullMarked
package dev.bonghwa.node;

import org.jspecify.annotations.NullMarked;
