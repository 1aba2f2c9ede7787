package dev.bonghwa.nms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.node.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShardPlannerTest {
  private static final int SLOTS = ShardPlanner.SLOTS;

  @Property(tries = 60)
  void everySlot_belongsToExactlyOneOfTheNodes(@ForAll("fleets") List<WeightedNode> nodes) {
    ShardPlan plan = ShardPlanner.plan(nodes, 1);

    assertThat(plan.nodes()).containsExactlyInAnyOrderElementsOf(ids(nodes));
    assertThat(IntStream.range(0, SLOTS).map(plan::shardOf))
        .allMatch(shard -> shard >= 0 && shard < nodes.size());
  }

  @Property(tries = 60)
  void theOrderOfTheNodes_makesNoDifference(
      @ForAll("fleets") List<WeightedNode> nodes, @ForAll long seed) {
    List<WeightedNode> shuffled = new ArrayList<>(nodes);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(owners(ShardPlanner.plan(shuffled, 1)))
        .isEqualTo(owners(ShardPlanner.plan(nodes, 1)));
  }

  @Property(tries = 60)
  void aNodeThatComes_takesFromOthersAndMovesNothingElse(
      @ForAll("fleets") List<WeightedNode> nodes) {
    WeightedNode newcomer = new WeightedNode(new NodeId("newcomer"), 100);
    List<WeightedNode> more = new ArrayList<>(nodes);
    more.add(newcomer);

    List<NodeId> before = owners(ShardPlanner.plan(nodes, 1));
    List<NodeId> after = owners(ShardPlanner.plan(more, 1));

    for (int slot = 0; slot < SLOTS; slot++) {
      assertThat(after.get(slot)).isIn(before.get(slot), newcomer.id());
    }
  }

  @Property(tries = 60)
  void sharesFollowTheWeights(@ForAll("fleets") List<WeightedNode> nodes) {
    Map<NodeId, Integer> shares = count(owners(ShardPlanner.plan(nodes, 1)));

    double all = nodes.stream().mapToDouble(WeightedNode::weight).sum();
    for (WeightedNode node : nodes) {
      double expected = node.weight() / all;
      double sixSigma = 6 * Math.sqrt(expected * (1 - expected) / SLOTS);
      assertThat(shares.getOrDefault(node.id(), 0) / (double) SLOTS)
          .isCloseTo(expected, within(sixSigma + 1e-9));
    }
  }

  @Test
  void threeEqualNodes_getEqualSharesToAboutOnePercent() {
    List<WeightedNode> nodes = List.of(node("a", 200), node("b", 200), node("c", 200));

    Map<NodeId, Integer> webhooks = new HashMap<>();
    ShardPlan plan = ShardPlanner.plan(nodes, 1);
    for (int i = 0; i < 300_000; i++) {
      int slot = new EndpointKey(Long.toString(1_000_000_000_000_000_000L + i * 4_194_304L)).slot();
      webhooks.merge(plan.nodes().get(plan.shardOf(slot)), 1, Integer::sum);
    }

    assertThat(webhooks.values()).allSatisfy(n -> assertThat(n).isBetween(98_000, 102_000));
  }

  @Test
  void withoutNodes_sixteenVirtualOnesShareTheJob() {
    Map<NodeId, Integer> shares = count(owners(ShardPlanner.plan(List.of(), 1)));

    assertThat(shares).hasSize(16);
    assertThat(shares.keySet()).allMatch(NodeId::isVirtual);
  }

  @Test
  void aDrawOfToday_isTheDrawOfTomorrow() {
    List<NodeId> owners = owners(ShardPlanner.plan(List.of(node("a", 1), node("b", 2)), 1));

    assertThat(count(owners))
        .as("changing the hash would move every webhook of a running fleet")
        .isEqualTo(
            Map.of(new NodeId("a"), PINNED_SHARE_OF_A, new NodeId("b"), SLOTS - PINNED_SHARE_OF_A));
  }

  private static final int PINNED_SHARE_OF_A = 5510;

  @Provide
  static Arbitrary<List<WeightedNode>> fleets() {
    return Arbitraries.integers()
        .between(1, 1000)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(
            weights ->
                IntStream.range(0, weights.size())
                    .mapToObj(i -> node("node-" + i, weights.get(i)))
                    .toList());
  }

  private static WeightedNode node(String id, double weight) {
    return new WeightedNode(new NodeId(id), weight);
  }

  private static List<NodeId> ids(List<WeightedNode> nodes) {
    return nodes.stream().map(WeightedNode::id).toList();
  }

  private static List<NodeId> owners(ShardPlan plan) {
    return IntStream.range(0, SLOTS).mapToObj(s -> plan.nodes().get(plan.shardOf(s))).toList();
  }

  private static Map<NodeId, Integer> count(List<NodeId> owners) {
    Map<NodeId, Integer> counts = new HashMap<>();
    owners.forEach(owner -> counts.merge(owner, 1, Integer::sum));
    return counts;
  }
}
