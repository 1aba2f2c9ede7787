/**
 * Who is in the fleet: node and instance names, what an instance says of itself, and the registry
 * of them in Redis.
 *
 * <p>A node is a machine's stable name, an instance one start of a worker there. Workers beat into
 * the registry, nms-api reads it. Nothing here decides who gets work.
 */
@NullMarked
package dev.bonghwa.node;

import org.jspecify.annotations.NullMarked;
