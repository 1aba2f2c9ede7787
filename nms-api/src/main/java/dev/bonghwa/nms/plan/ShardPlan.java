package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeId;
import java.util.List;

/**
 * Which node serves which endpoint slot, in a protocol that all of them know: fixed for one job.
 */
public final class ShardPlan {
  private final List<NodeId> nodes;
  private final short[] nodeOfSlot;
  private final int protocol;

  ShardPlan(List<NodeId> nodes, short[] nodeOfSlot, int protocol) {
    this.nodes = List.copyOf(nodes);
    this.nodeOfSlot = nodeOfSlot;
    this.protocol = protocol;
  }

  /** All nodes of the plan; a shard is known by its node's position here. */
  public List<NodeId> nodes() {
    return nodes;
  }

  /** The job is to be written in this one. */
  public int protocol() {
    return protocol;
  }

  /** The position of the node that serves this slot, 0 … 16,383. */
  public int shardOf(int slot) {
    return nodeOfSlot[slot] & 0xffff;
  }
}
