package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;

/**
 * A node that may get work.
 *
 * @param weight its share relative to the others; above 0
 */
public record WeightedNode(NodeId id, double weight) {
  public WeightedNode {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight must be above 0: " + weight);
    }
  }
}
