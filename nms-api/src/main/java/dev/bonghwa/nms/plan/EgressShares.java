package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares out what one egress may send among the nodes behind it: evenly, but to none more than it
 * can use. What a slow one leaves goes to the others.
 */
final class EgressShares {
  private EgressShares() {}

  /**
   * The share of each node.
   *
   * @param reach what each could send by itself, infinite when that is not known
   * @param rate what may be sent by all, infinite when nothing limits them
   */
  static Map<NodeId, Double> of(Map<NodeId, Double> reach, double rate) {
    Map<NodeId, Double> shares = new TreeMap<>();
    List<Map.Entry<NodeId, Double>> slowestFirst =
        reach.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getValue)).toList();
    double left = rate;
    int nodes = reach.size();
    for (Map.Entry<NodeId, Double> node : slowestFirst) {
      double share = Math.min(node.getValue(), left / nodes--);
      shares.put(node.getKey(), share);
      left -= Double.isInfinite(left) ? 0 : share;
    }
    return shares;
  }
}
