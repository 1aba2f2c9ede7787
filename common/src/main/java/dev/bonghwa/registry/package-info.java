/**
 * Who is in the fleet: the registry of instances in Redis.
 *
 * <p>Workers beat into it, nms-api and upkeep read it. Nothing here decides who gets work.
 */
@NullMarked
package dev.bonghwa.registry;

import org.jspecify.annotations.NullMarked;
