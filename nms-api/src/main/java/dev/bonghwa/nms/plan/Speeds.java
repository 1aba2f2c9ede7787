package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How fast each node of a fleet may be counted on to be.
 *
 * @param nodes the instances of each node
 * @param own what a node was seen reaching, infinite when that is not known
 * @param budget what an egress group may send, infinite when nothing limits it
 */
record Speeds(
    Map<NodeId, List<NodeStatus>> nodes,
    ToDoubleFunction<NodeId> own,
    ToDoubleFunction<String> budget) {

  Map<NodeId, Speed> each() {
    Map<NodeId, Double> allowed = new HashMap<>();
    members()
        .forEach(
            (group, reach) ->
                EgressShares.of(reach, budget.applyAsDouble(group))
                    .forEach((id, share) -> allowed.merge(id, share, Double::sum)));
    Map<NodeId, Speed> speeds = new TreeMap<>();
    allowed.forEach((id, share) -> speeds.put(id, new Speed(own.applyAsDouble(id), share)));
    return speeds;
  }

  Pace together() {
    return Pace.of(each().values());
  }

  /** What the nodes of each group could send by themselves. */
  private Map<String, Map<NodeId, Double>> members() {
    Map<String, Map<NodeId, Double>> members = new TreeMap<>();
    nodes.forEach(
        (id, instances) -> {
          for (NodeStatus instance : instances) {
            members
                .computeIfAbsent(instance.egress().group(), group -> new TreeMap<>())
                .put(id, own.applyAsDouble(id));
          }
        });
    return members;
  }
}
