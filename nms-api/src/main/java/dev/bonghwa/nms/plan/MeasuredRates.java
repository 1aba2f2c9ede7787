package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast nodes were seen sending while they were busy, with half of their permits in flight or
 * more: one that its egress holds back shows its egress and not itself.
 *
 * <p>What a node tells is a mean of 10 s. When it has just become busy that mean is still of its
 * rest and can only show that the node is faster than known; that it is slower, it must have been
 * busy for as long to show.
 */
final class MeasuredRates {
  private static final Duration MEAN_OF = Duration.ofSeconds(10);
  private static final double BUSY = 0.5;

  private final Map<NodeId, Seen> seen = new HashMap<>();

  private record Seen(double rate, @Nullable Instant busySince) {}

  /** Looks at a node by its instances. */
  void observe(NodeId id, List<NodeStatus> instances, Instant now) {
    Seen before = seen.getOrDefault(id, new Seen(0, null));
    double rate = instances.stream().mapToDouble(NodeStatus::rate).sum();
    Instant since = before.busySince() == null ? now : before.busySince();
    if (!isBusy(instances)) {
      seen.put(id, new Seen(before.rate() > 0 ? Math.max(before.rate(), rate) : 0, null));
    } else if (since.plus(MEAN_OF).isAfter(now)) {
      seen.put(id, new Seen(Math.max(before.rate(), rate), since));
    } else {
      seen.put(id, new Seen(rate, since));
    }
  }

  void forgetAllBut(Collection<NodeId> nodes) {
    seen.keySet().retainAll(nodes);
  }

  /** Answers a second; infinite when the node was never seen busy. */
  double of(NodeId id) {
    Seen node = seen.get(id);
    return node == null || node.rate() == 0 ? Double.POSITIVE_INFINITY : node.rate();
  }

  private static boolean isBusy(List<NodeStatus> instances) {
    int inFlight = instances.stream().mapToInt(NodeStatus::inFlight).sum();
    int permits = instances.stream().mapToInt(NodeStatus::maxConcurrent).sum();
    return inFlight > 0 && inFlight >= BUSY * permits;
  }
}
