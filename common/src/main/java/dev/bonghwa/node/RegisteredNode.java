package dev.bonghwa.node;

import java.time.Instant;

/**
 * An instance as the registry has it.
 *
 * @param status its last word of itself; {@code draining} also when an operator asked for it
 * @param aliveUntil the end of its last beat, by Redis TIME
 * @param alive whether that is still ahead
 */
public record RegisteredNode(NodeStatus status, Instant aliveUntil, boolean alive) {}
