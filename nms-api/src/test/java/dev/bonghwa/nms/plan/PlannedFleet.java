package dev.bonghwa.nms.plan;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.node.Pause;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the registry says of made-up nodes, each with 200 permits unless said otherwise. */
final class PlannedFleet {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final double OFF = Double.POSITIVE_INFINITY;

  private PlannedFleet() {}

  static NodeId id(String name) {
    return new NodeId(name);
  }

  static EgressStatus group(String name, double rate) {
    return EgressStatus.open(name, rate);
  }

  static EgressStatus paused(String name, String cause, Duration left) {
    Pause pause = new Pause(START.plus(left), cause);
    Pause ofGroup = EgressCause.isWord(cause) ? pause : Pause.NONE;
    return new EgressStatus(name, pause, ofGroup, 0, 0);
  }

  static NodeStatus idle(String name, EgressStatus egress) {
    return idle(name, 200, egress);
  }

  static NodeStatus idle(String name, int permits, EgressStatus egress) {
    return status(name, permits, 0, 0, egress);
  }

  /** It could do no more. */
  static NodeStatus busy(String name, double rate, EgressStatus egress) {
    return status(name, 200, 200, rate, egress);
  }

  /** It sends, and could do more. */
  static NodeStatus easy(String name, double rate, EgressStatus egress) {
    return status(name, 200, 5, rate, egress);
  }

  static NodeStatus status(
      String name, int permits, int inFlight, double rate, EgressStatus egress) {
    return new NodeStatus(
        new InstanceId(id(name), "boot"),
        "1",
        1,
        permits,
        inFlight,
        rate,
        START,
        egress,
        false,
        START);
  }

  static List<RegisteredNode> at(Instant now, NodeStatus... nodes) {
    return List.of(nodes).stream()
        .map(node -> new RegisteredNode(node, now.plusSeconds(6), now))
        .toList();
  }
}
