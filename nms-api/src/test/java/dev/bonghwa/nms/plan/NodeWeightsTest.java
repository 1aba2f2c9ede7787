package dev.bonghwa.nms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeWeightsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private Instant now = START;
  private final NodeWeights weights = new NodeWeights();

  @Test
  void beforeAnyMeasurement_permitsCount() {
    assertThat(weights.of(List.of(idle("a", 200), idle("b", 50))))
        .containsExactly(weighted("a", 200), weighted("b", 50));
  }

  @Test
  void aBusyNode_countsByTheRateItReaches() {
    List<RegisteredNode> fleet = List.of(busy("a", 200, 45), busy("b", 200, 400));
    weights.observe(fleet);

    assertThat(weights.of(fleet)).containsExactly(weighted("a", 32), weighted("b", 512));
  }

  @Test
  void aNodeNotSeenBusy_countsAtWhatTheOthersReachPerPermit() {
    List<RegisteredNode> fleet = List.of(busy("a", 100, 64), idle("b", 200));
    weights.observe(fleet);

    assertThat(weights.of(fleet)).containsExactly(weighted("a", 64), weighted("b", 128));
  }

  @Test
  void whatWasSeenOfABusyNode_isRememberedWhileItIsIdle() {
    weights.observe(List.of(busy("a", 200, 64), busy("b", 200, 256)));
    List<RegisteredNode> later = List.of(idle("a", 200), idle("b", 200));
    weights.observe(later);

    assertThat(weights.of(later)).containsExactly(weighted("a", 64), weighted("b", 256));
  }

  @Test
  void weights_stayForFiveMinutesWhileTheNodesAreTheSame() {
    List<RegisteredNode> slow = List.of(busy("a", 200, 64), busy("b", 200, 64));
    weights.observe(slow);
    weights.of(slow);
    List<RegisteredNode> faster = List.of(busy("a", 200, 64), busy("b", 200, 256));
    weights.observe(faster);

    assertThat(weights.of(faster)).containsExactly(weighted("a", 64), weighted("b", 64));
    now = START.plus(Duration.ofMinutes(5)).plusSeconds(1);
    assertThat(weights.of(List.of(idle("a", 200), idle("b", 200))))
        .containsExactly(weighted("a", 64), weighted("b", 256));
  }

  @Test
  void nothingIsPlannedFor_theDeadTheDrainingAndTheLongPaused() {
    List<RegisteredNode> fleet =
        List.of(
            new RegisteredNode(status("dead", 200, 0, 0, Instant.EPOCH, false), START, START),
            alive(status("draining", 200, 0, 0, Instant.EPOCH, true)),
            alive(status("paused", 200, 0, 0, START.plusSeconds(61), false)),
            alive(status("shortly-paused", 200, 0, 0, START.plusSeconds(59), false)));

    assertThat(weights.of(fleet)).containsExactly(weighted("shortly-paused", 200));
  }

  @Test
  void twoInstancesOfANode_countTogether() {
    RegisteredNode one = idle("a", 100);
    RegisteredNode two = idle("a", 150);

    assertThat(weights.of(List.of(one, two))).containsExactly(weighted("a", 250));
  }

  private static WeightedNode weighted(String id, double weight) {
    return new WeightedNode(new NodeId(id), weight);
  }

  private RegisteredNode idle(String id, int permits) {
    return alive(status(id, permits, 0, 0, Instant.EPOCH, false));
  }

  private RegisteredNode busy(String id, int permits, double rate) {
    return alive(status(id, permits, permits, rate, Instant.EPOCH, false));
  }

  private RegisteredNode alive(NodeStatus status) {
    return new RegisteredNode(status, now.plusSeconds(6), now);
  }

  private static NodeStatus status(
      String id, int permits, int inFlight, double rate, Instant pausedUntil, boolean draining) {
    return new NodeStatus(
        new InstanceId(new NodeId(id), "boot"),
        "1",
        1,
        permits,
        inFlight,
        rate,
        START,
        new EgressStatus(id, pausedUntil, "", 45, 0),
        draining,
        START);
  }
}
