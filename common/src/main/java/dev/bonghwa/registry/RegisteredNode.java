package dev.bonghwa.registry;

import dev.bonghwa.node.NodeStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * An instance as the registry has it. All its times are Redis TIME, so they are compared with one
 * another and with no other clock.
 *
 * @param status its last word of itself; {@code draining} also when an operator asked for it
 * @param aliveUntil the end of its last beat
 * @param readAt when the registry was read
 */
public record RegisteredNode(NodeStatus status, Instant aliveUntil, Instant readAt) {

  /** Whether its last beat still held. */
  public boolean alive() {
    return aliveUntil.isAfter(readAt);
  }

  /** Whether it has not beaten for that long. */
  public boolean isSilentFor(Duration time) {
    Instant lastBeat = aliveUntil.minus(NodeRegistry.ALIVE_FOR);
    return lastBeat.isBefore(readAt.minus(time));
  }

  /** Whether its egress will be paused for longer than that. */
  public boolean isPausedBeyond(Duration time) {
    return status.egress().paused().until().isAfter(readAt.plus(time));
  }
}
