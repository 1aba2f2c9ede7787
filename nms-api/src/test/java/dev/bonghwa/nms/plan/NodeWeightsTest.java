package dev.bonghwa.nms.plan;

import static dev.bonghwa.nms.plan.PlannedFleet.OFF;
import static dev.bonghwa.nms.plan.PlannedFleet.START;
import static dev.bonghwa.nms.plan.PlannedFleet.at;
import static dev.bonghwa.nms.plan.PlannedFleet.busy;
import static dev.bonghwa.nms.plan.PlannedFleet.easy;
import static dev.bonghwa.nms.plan.PlannedFleet.group;
import static dev.bonghwa.nms.plan.PlannedFleet.idle;
import static dev.bonghwa.nms.plan.PlannedFleet.paused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeWeightsTest {
  private static final EgressStatus FREE = group("free", OFF);
  private final NodeWeights weights = new NodeWeights();

  @Test
  void beforeAnythingIsKnown_permitsCount() {
    assertThat(weights(START, idle("a", 200, FREE), idle("b", 50, FREE)))
        .containsExactly(weighted("a", 200), weighted("b", 50));
  }

  @Test
  void aBusyNode_countsByTheRateItReaches() {
    assertThat(weights(START, busy("a", 45, FREE), busy("b", 400, FREE)))
        .containsExactly(weighted("a", 32), weighted("b", 512));
  }

  @Test
  void aNodeNotSeenBusy_countsAtWhatTheOthersReachPerPermit() {
    assertThat(weights(START, busy("a", 64, FREE), idle("b", 400, FREE)))
        .containsExactly(weighted("a", 64), weighted("b", 128));
  }

  @Test
  void aNodeThatSentALittle_wasNotSeenBusy() {
    assertThat(weights(START, easy("a", 0.1, FREE), idle("b", FREE)))
        .containsExactly(weighted("a", 200), weighted("b", 200));
  }

  @Test
  void aNodeWithABudget_countsByIt_howeverFastItIs() {
    assertThat(weights(START, idle("a", group("a", 32)), busy("b", 500, group("b", 64))))
        .containsExactly(weighted("a", 32), weighted("b", 64));
  }

  @Test
  void aSlowNode_countsByItsRate_howeverMuchItMaySend() {
    assertThat(weights(START, busy("a", 16, group("a", 64)), idle("b", group("b", 64))))
        .containsExactly(weighted("a", 16), weighted("b", 64));
  }

  @Test
  void nodesBehindOneAddress_countTogetherAsOne() {
    assertThat(
            weights(
                START,
                idle("a", group("seoul", 64)),
                idle("b", group("seoul", 64)),
                idle("c", group("c", 64))))
        .containsExactly(weighted("a", 32), weighted("b", 32), weighted("c", 64));
  }

  @Test
  void whatWasSeenOfABusyNode_isRememberedWhileItIsIdle() {
    weights.observe(at(START, busy("a", 64, FREE), busy("b", 256, FREE)));

    assertThat(weights(START.plusSeconds(60), idle("a", FREE), idle("b", FREE)))
        .containsExactly(weighted("a", 64), weighted("b", 256));
  }

  @Test
  void weights_stayForFiveMinutesWhileTheNodesAreTheSame() {
    weights(START, busy("a", 64, FREE), busy("b", 64, FREE));
    Instant later = START.plus(Duration.ofMinutes(5));

    assertThat(weights(later, busy("a", 64, FREE), busy("b", 256, FREE)))
        .containsExactly(weighted("a", 64), weighted("b", 64));
    assertThat(weights(later.plusSeconds(1), idle("a", FREE), idle("b", FREE)))
        .containsExactly(weighted("a", 64), weighted("b", 256));
  }

  @Test
  void whenABudgetBecomesKnown_weightsChangeAtOnce() {
    weights(START, idle("a", group("a", 0)), idle("b", FREE));

    assertThat(weights(START.plusSeconds(1), idle("a", group("a", 32)), idle("b", FREE)))
        .containsExactly(weighted("a", 32), weighted("b", 200));
  }

  @Test
  void nothingIsPlannedFor_theDeadTheDrainingAndTheLongPaused() {
    List<RegisteredNode> fleet =
        List.of(
            new RegisteredNode(idle("dead", FREE), START, START),
            alive(idle("draining", FREE).withDraining()),
            alive(idle("paused", paused("paused", "circuit", Duration.ofSeconds(61)))),
            alive(idle("shortly-paused", paused("short", "circuit", Duration.ofSeconds(59)))));

    assertThat(weights.of(fleet)).containsExactly(weighted("shortly-paused", 200));
  }

  @Test
  void aGroupThatIsPausedForLong_getsNothing_alsoForNodesThatDoNotKnowYet() {
    Duration long_ = Duration.ofSeconds(61);

    assertThat(
            weights(
                START,
                idle("a", paused("seoul", "ban", long_)),
                idle("b", group("seoul", 64)),
                idle("c", paused("busan", "circuit", long_)),
                idle("d", group("busan", 64))))
        .containsExactly(weighted("d", 64));
  }

  @Test
  void aShortPause_leavesTheWeightAsItWas() {
    weights.observe(at(START, idle("a", group("a", 64)), idle("b", group("b", 64))));
    EgressStatus silent = paused("a", "global limit", Duration.ofSeconds(50));

    assertThat(weights(START.plusSeconds(40), idle("a", silent), idle("b", group("b", 64))))
        .containsExactly(weighted("a", 64), weighted("b", 64));
  }

  @Test
  void twoInstancesOfANode_countTogether() {
    assertThat(weights(START, idle("a", 100, FREE), idle("a", 150, FREE)))
        .containsExactly(weighted("a", 250));
  }

  @Test
  void theFleetsPace_isThatOfItsNodes_unrounded() {
    List<RegisteredNode> fleet =
        at(START, busy("a", 20, group("a", 45)), idle("b", group("b", 45)), idle("c", FREE));
    weights.observe(fleet);

    assertThat(weights.pace(fleet)).isEqualTo(new Pace(65, Pace.Limit.EGRESS));
  }

  private List<WeightedNode> weights(Instant now, NodeStatus... nodes) {
    List<RegisteredNode> fleet = at(now, nodes);
    weights.observe(fleet);
    return weights.of(fleet);
  }

  private static WeightedNode weighted(String id, double weight) {
    return new WeightedNode(new NodeId(id), weight);
  }

  private static RegisteredNode alive(NodeStatus status) {
    return new RegisteredNode(status, START.plusSeconds(6), START);
  }
}
