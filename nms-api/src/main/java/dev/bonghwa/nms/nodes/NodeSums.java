package dev.bonghwa.nms.nodes;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.registry.RegisteredNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The nodes that are registered, each once.
 *
 * @param serving those that beat and take work
 * @param draining those that beat and take none
 * @param silent those that neither beat nor have left in order
 * @param rate answers a second of all that beat, mean of 10 s
 */
public record NodeSums(long serving, long draining, long silent, double rate) {

  static NodeSums of(List<RegisteredNode> registered) {
    Map<NodeId, List<RegisteredNode>> alive =
        registered.stream()
            .filter(RegisteredNode::alive)
            .collect(Collectors.groupingBy(node -> node.status().node()));
    long all = registered.stream().map(node -> node.status().node()).distinct().count();
    long draining = alive.values().stream().filter(NodeSums::drains).count();
    double rate =
        registered.stream()
            .filter(RegisteredNode::alive)
            .mapToDouble(node -> node.status().rate())
            .sum();
    return new NodeSums(alive.size() - draining, draining, all - alive.size(), rate);
  }

  private static boolean drains(List<RegisteredNode> instances) {
    return instances.stream().allMatch(node -> node.status().draining());
  }
}
