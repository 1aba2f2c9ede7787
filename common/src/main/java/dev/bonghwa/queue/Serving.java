package dev.bonghwa.queue;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which nodes can serve: one that beats, takes work, is not paused for long, and, when batches have
 * lain in its queue for {@link #STUCK_AFTER}, has settled something in that time. A beat alone
 * proves nothing.
 */
final class Serving {

  static final Duration STUCK_AFTER = Duration.ofSeconds(15);
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

  /** In a Cluster visits end on more than one thread. */
  private final Map<NodeId, Instant> queuedSince = new ConcurrentHashMap<>();

  /** Notes since when the node has had batches that it has not claimed. */
  void queued(NodeId node, Instant since) {
    queuedSince.merge(node, since, (a, b) -> a.isBefore(b) ? a : b);
  }

  /**
   * The nodes that can serve, with the newest protocol that each knows; what was noted before is
   * forgotten.
   */
  Map<NodeId, Integer> among(List<RegisteredNode> registered, Instant now) {
    Map<NodeId, Integer> serving =
        registered.stream()
            .filter(RegisteredNode::alive)
            .filter(node -> takesWork(node, now))
            .map(RegisteredNode::status)
            .collect(Collectors.toMap(NodeStatus::node, NodeStatus::protocol, Math::max));
    queuedSince.clear();
    return serving;
  }

  private boolean takesWork(RegisteredNode node, Instant now) {
    NodeStatus status = node.status();
    Instant stuckBefore = now.minus(STUCK_AFTER);
    Instant since = queuedSince.get(status.node());
    boolean waitedFor = since != null && since.isBefore(stuckBefore);
    return !status.draining()
        && !node.isPausedBeyond(SHORT_PAUSE)
        && (!waitedFor || settledSince(stuckBefore, node));
  }

  /** What lies ahead is from before Redis' clock was set back, and so from before all since. */
  private static boolean settledSince(Instant time, RegisteredNode node) {
    Instant progress = node.status().lastProgress();
    return !progress.isBefore(time) && !progress.isAfter(node.readAt().plus(STUCK_AFTER));
  }
}
