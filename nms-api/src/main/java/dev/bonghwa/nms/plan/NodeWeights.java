package dev.bonghwa.nms.plan;

import dev.bonghwa.egress.EgressCause;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a job each node gets, and how fast all of them are.
 *
 * <p>A node counts as fast as it was seen sending while it was busy, but not faster than its share
 * of what its egress group may send: nodes behind one address are one sender. It counts in steps of
 * a doubling: a weight that followed every breath of a rate would move endpoints between nodes from
 * one job to the next. A node of which neither is known counts by its MAX_CONCURRENT, at what the
 * others reach per request in flight. Weights change at most every five minutes, unless other nodes
 * are there or it has become known what limits them.
 *
 * <p>Nothing for a node that is not alive, draining, or paused, alone or with its group, for longer
 * than a minute.
 */
public final class NodeWeights {
  private static final Duration KEPT_FOR = Duration.ofMinutes(5);
  private static final Duration PAUSE_THAT_MATTERS = Duration.ofMinutes(1);

  private final MeasuredRates measured = new MeasuredRates();
  private final GroupRates groups = new GroupRates();
  private Map<NodeId, Double> weights = Map.of();
  private Set<NodeId> limited = Set.of();
  private Instant made = Instant.EPOCH;

  /** Looks at the fleet; call it every few seconds so that busy times are seen. */
  public synchronized void observe(List<RegisteredNode> fleet) {
    Instant now = readAt(fleet);
    measured.forgetAllBut(fleet.stream().map(n -> n.status().node()).toList());
    byNode(fleet).forEach((id, instances) -> measured.observe(id, instances, now));
    groups.observe(
        fleet.stream().filter(RegisteredNode::alive).map(RegisteredNode::status).toList(), now);
  }

  /** The nodes that may get work now, with their weights. */
  public synchronized List<WeightedNode> of(List<RegisteredNode> fleet) {
    Map<NodeId, List<NodeStatus>> serving = byNode(fleet);
    Map<NodeId, Speed> speeds = speeds(serving).each();
    Set<NodeId> nowLimited = limited(speeds);
    boolean same = weights.keySet().equals(serving.keySet()) && limited.equals(nowLimited);
    if (!same || made.plus(KEPT_FOR).isBefore(readAt(fleet))) {
      weights = weigh(serving, speeds);
      limited = nowLimited;
      made = readAt(fleet);
    }
    return serving.keySet().stream()
        .map(id -> new WeightedNode(id, weights.getOrDefault(id, 1.0)))
        .toList();
  }

  /** How fast the nodes that may get work are, all together. */
  public synchronized Pace pace(List<RegisteredNode> fleet) {
    return speeds(byNode(fleet)).together();
  }

  private Speeds speeds(Map<NodeId, List<NodeStatus>> serving) {
    return new Speeds(serving, measured::of, groups::of);
  }

  private static Set<NodeId> limited(Map<NodeId, Speed> speeds) {
    return speeds.entrySet().stream()
        .filter(node -> Double.isFinite(node.getValue().allowed()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Map<NodeId, Double> weigh(
      Map<NodeId, List<NodeStatus>> serving, Map<NodeId, Speed> speeds) {
    double perPermit = ratePerPermit(serving);
    Map<NodeId, Double> weighed = new TreeMap<>();
    serving.forEach(
        (id, instances) -> {
          Speed speed = speeds.getOrDefault(id, Speed.UNKNOWN);
          weighed.put(
              id, speed.isKnown() ? step(speed.perSecond()) : capacity(instances) * perPermit);
        });
    return weighed;
  }

  /** What a permit is worth at the nodes that were seen busy. */
  private double ratePerPermit(Map<NodeId, List<NodeStatus>> serving) {
    double rates = 0;
    double permits = 0;
    for (Map.Entry<NodeId, List<NodeStatus>> node : serving.entrySet()) {
      double seen = measured.of(node.getKey());
      if (Double.isFinite(seen)) {
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

  private static Instant readAt(List<RegisteredNode> fleet) {
    return fleet.isEmpty() ? Instant.EPOCH : fleet.getFirst().readAt();
  }

  private static Map<NodeId, List<NodeStatus>> byNode(List<RegisteredNode> fleet) {
    Set<String> silent =
        fleet.stream()
            .filter(NodeWeights::isPausedForLong)
            .map(node -> node.status().egress())
            .filter(egress -> EgressCause.isWord(egress.paused().cause()))
            .map(EgressStatus::group)
            .collect(Collectors.toSet());
    return fleet.stream()
        .filter(node -> node.alive() && !node.status().draining() && !isPausedForLong(node))
        .map(RegisteredNode::status)
        .filter(node -> !silent.contains(node.egress().group()))
        .collect(Collectors.groupingBy(NodeStatus::node, TreeMap::new, Collectors.toList()));
  }

  private static boolean isPausedForLong(RegisteredNode node) {
    return node.isPausedBeyond(PAUSE_THAT_MATTERS);
  }
}
