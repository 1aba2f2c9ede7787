package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a job each node gets.
 *
 * <p>A node counts as fast as it was seen sending while it was busy, in steps of a doubling: a
 * weight that followed every breath of the rate would move endpoints between nodes from one job to
 * the next. A node that was not seen busy yet counts by its MAX_CONCURRENT, at what the others
 * reach per request in flight. Weights change at most every five minutes, unless another node is
 * there.
 *
 * <p>Nothing for a node that is not alive, draining, or paused for longer than a minute.
 */
public final class NodeWeights {
  private static final Duration KEPT_FOR = Duration.ofMinutes(5);
  private static final Duration PAUSE_THAT_MATTERS = Duration.ofMinutes(1);
  private static final double BUSY = 0.5;

  private final Map<NodeId, Double> seenRates = new HashMap<>();
  private Map<NodeId, Double> weights = Map.of();
  private Instant made = Instant.EPOCH;

  /** Looks at the fleet; call it every few seconds so that busy times are seen. */
  public synchronized void observe(List<RegisteredNode> fleet) {
    seenRates.keySet().retainAll(fleet.stream().map(n -> n.status().node()).toList());
    byNode(fleet).forEach(this::observe);
  }

  /** The nodes that may get work now, with their weights. */
  public synchronized List<WeightedNode> of(List<RegisteredNode> fleet) {
    Map<NodeId, List<NodeStatus>> serving = byNode(fleet);
    boolean sameNodes = weights.keySet().equals(serving.keySet());
    Instant now = fleet.isEmpty() ? made : fleet.getFirst().readAt();
    if (!sameNodes || made.plus(KEPT_FOR).isBefore(now)) {
      weights = weigh(serving);
      made = now;
    }
    return serving.keySet().stream()
        .map(id -> new WeightedNode(id, weights.getOrDefault(id, 1.0)))
        .toList();
  }

  /**
   * Deliveries a second that the serving nodes reached when busy; 0 when none was seen busy yet.
   */
  public synchronized double knownRate(List<RegisteredNode> fleet) {
    return byNode(fleet).keySet().stream().mapToDouble(id -> seenRates.getOrDefault(id, 0.0)).sum();
  }

  private void observe(NodeId id, List<NodeStatus> instances) {
    double rate = instances.stream().mapToDouble(NodeStatus::rate).sum();
    int inFlight = instances.stream().mapToInt(NodeStatus::inFlight).sum();
    boolean busy = inFlight >= BUSY * capacity(instances);
    if (rate > 0 && (busy || rate > seenRates.getOrDefault(id, 0.0))) {
      seenRates.put(id, rate);
    }
  }

  private Map<NodeId, Double> weigh(Map<NodeId, List<NodeStatus>> serving) {
    double perPermit = ratePerPermit(serving);
    Map<NodeId, Double> weighed = new TreeMap<>();
    serving.forEach(
        (id, instances) -> {
          Double seen = seenRates.get(id);
          weighed.put(id, seen == null ? capacity(instances) * perPermit : step(seen));
        });
    return weighed;
  }

  private double ratePerPermit(Map<NodeId, List<NodeStatus>> serving) {
    double rates = 0;
    double permits = 0;
    for (Map.Entry<NodeId, List<NodeStatus>> node : serving.entrySet()) {
      Double seen = seenRates.get(node.getKey());
      if (seen != null) {
        rates += step(seen);
        permits += capacity(node.getValue());
      }
    }
    return permits == 0 ? 1 : rates / permits;
  }

  /** The nearest power of two. */
  private static double step(double rate) {
    return Math.scalb(1.0, (int) Math.rint(Math.log(rate) / Math.log(2)));
  }

  private static double capacity(List<NodeStatus> instances) {
    return Math.max(1, instances.stream().mapToInt(NodeStatus::maxConcurrent).sum());
  }

  private static Map<NodeId, List<NodeStatus>> byNode(List<RegisteredNode> fleet) {
    return fleet.stream()
        .filter(NodeWeights::mayGetWork)
        .map(RegisteredNode::status)
        .collect(Collectors.groupingBy(NodeStatus::node, TreeMap::new, Collectors.toList()));
  }

  private static boolean mayGetWork(RegisteredNode node) {
    return node.alive() && !node.status().draining() && !node.isPausedBeyond(PAUSE_THAT_MATTERS);
  }
}
