package dev.bonghwa.nms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastPlanTest {
  private static final List<WeightedNode> TWO = List.of(node("a", 1), node("b", 1));

  private final LastPlan planner = new LastPlan();

  @Test
  void theSameNodes_haveThePlanThatWasMade() {
    assertThat(planner.plan(TWO, 1)).isSameAs(planner.plan(List.copyOf(TWO), 1));
  }

  @Test
  void otherNodes_weightsOrProtocol_haveAnother() {
    ShardPlan two = planner.plan(TWO, 1);

    assertThat(planner.plan(List.of(node("a", 1)), 1).nodes()).hasSize(1);
    assertThat(planner.plan(List.of(node("a", 1), node("b", 2)), 1)).isNotSameAs(two);
    assertThat(planner.plan(TWO, 2).protocol()).isEqualTo(2);
  }

  @Test
  void noNode_isPlannedForVirtualOnes() {
    assertThat(planner.plan(List.of(), 1).nodes()).hasSize(16);
  }

  private static WeightedNode node(String id, double weight) {
    return new WeightedNode(new NodeId(id), weight);
  }
}
