package dev.bonghwa.node;

import java.time.Instant;

/**
 * How the egress of a node is, as the node knows it.
 *
 * @param group the nodes that leave from the same address
 * @param pausedUntil until when nothing leaves, {@link Instant#EPOCH} when it is not paused
 * @param cause why, empty when it is not paused
 * @param rate requests a second that may leave the group; 0 while paused, infinite without a limit
 * @param invalid answers of the last ten minutes that count against the group's address
 */
public record EgressStatus(
    String group, Instant pausedUntil, String cause, double rate, int invalid) {

  /** A group without a pause and without a limit. */
  public static EgressStatus open(String group) {
    return new EgressStatus(group, Instant.EPOCH, "", Double.POSITIVE_INFINITY, 0);
  }
}
