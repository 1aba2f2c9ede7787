package dev.bonghwa.nms.plan;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.node.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the plan of a job: (nodes with weights) → (slot → node).
 *
 * <p>With no node at all the job is planned for 16 virtual ones, {@code -0} … {@code -15}: they are
 * heard of by nobody, so upkeep gives each to an heir as soon as nodes come, and a fleet that comes
 * up later still shares the job.
 */
public final class ShardPlanner {
  /** Endpoint keys fall into so many slots. */
  public static final int SLOTS = EndpointKey.SLOTS;

  private static final int VIRTUAL_NODES = 16;

  private ShardPlanner() {}

  /**
   * The same nodes give the same plan, in whatever order they come.
   *
   * @param protocol the newest that everybody knows
   */
  public static ShardPlan plan(List<WeightedNode> nodes, int protocol) {
    List<WeightedNode> planned =
        (nodes.isEmpty() ? virtualNodes() : nodes)
            .stream().sorted(Comparator.comparing(node -> node.id().value())).toList();
    short[] winners =
        WeightedRendezvous.winners(
            SLOTS,
            planned.stream()
                .map(n -> new WeightedRendezvous.Candidate(n.id().value(), n.weight()))
                .toList());
    return new ShardPlan(planned.stream().map(WeightedNode::id).toList(), winners, protocol);
  }

  private static List<WeightedNode> virtualNodes() {
    return IntStream.range(0, VIRTUAL_NODES)
        .mapToObj(i -> new WeightedNode(new NodeId("-" + i), 1))
        .toList();
  }
}
