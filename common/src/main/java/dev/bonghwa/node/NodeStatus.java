package dev.bonghwa.node;

import java.time.Instant;

/**
 * What an instance says of itself with each beat.
 *
 * @param protocol the highest queue protocol it knows
 * @param maxConcurrent requests it may have in flight
 * @param rate answers a second, mean of the last 10 s
 * @param lastProgress when its last settle was confirmed, by Redis TIME; its start before the first
 * @param draining whether it takes no more work, by its own or an operator's will
 */
public record NodeStatus(
    InstanceId instance,
    String version,
    int protocol,
    int maxConcurrent,
    int inFlight,
    double rate,
    Instant lastProgress,
    EgressStatus egress,
    boolean draining,
    Instant started) {

  /** The same, taking no more work. */
  public NodeStatus withDraining() {
    return new NodeStatus(
        instance,
        version,
        protocol,
        maxConcurrent,
        inFlight,
        rate,
        lastProgress,
        egress,
        true,
        started);
  }

  /** The node this is an instance of. */
  public NodeId node() {
    return instance.node();
  }
}
