package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;
import java.util.List;

/** Which node serves which endpoint slot: fixed for one job. */
public final class ShardPlan {
  private final List<NodeId> nodes;
  private final short[] nodeOfSlot;

  ShardPlan(List<NodeId> nodes, short[] nodeOfSlot) {
    this.nodes = List.copyOf(nodes);
    this.nodeOfSlot = nodeOfSlot;
  }

  /** All nodes of the plan; a shard is known by its node's position here. */
  public List<NodeId> nodes() {
    return nodes;
  }

  /** The position of the node that serves this slot, 0 … 16,383. */
  public int shardOf(int slot) {
    return nodeOfSlot[slot] & 0xffff;
  }
}
