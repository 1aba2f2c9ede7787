package dev.bonghwa.nms.plan;

import static dev.bonghwa.nms.plan.PlannedFleet.OFF;
import static dev.bonghwa.nms.plan.PlannedFleet.START;
import static dev.bonghwa.nms.plan.PlannedFleet.busy;
import static dev.bonghwa.nms.plan.PlannedFleet.easy;
import static dev.bonghwa.nms.plan.PlannedFleet.group;
import static dev.bonghwa.nms.plan.PlannedFleet.id;
import static dev.bonghwa.nms.plan.PlannedFleet.idle;
import static dev.bonghwa.nms.plan.PlannedFleet.paused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of what counts: budgets, what was measured, and both. */
class SpeedsTest {
  private final MeasuredRates measured = new MeasuredRates();
  private final GroupRates groups = new GroupRates();

  @ParameterizedTest
  @CsvSource({
    "90, 10, 20, 30, 10, 20, 30",
    "45, 10, 40, 50, 10, 17.5, 17.5",
    "45, Infinity, Infinity, Infinity, 15, 15, 15",
    "45, 5, 5, Infinity, 5, 5, 35",
    "Infinity, 5, Infinity, 30, 5, Infinity, 30"
  })
  void anEgress_isSharedEvenly_andNobodyGetsMoreThanItCanUse(
      double rate, double a, double b, double c, double toA, double toB, double toC) {
    Map<NodeId, Double> reach = new TreeMap<>(Map.of(id("a"), a, id("b"), b, id("c"), c));

    assertThat(EgressShares.of(reach, rate))
        .isEqualTo(Map.of(id("a"), toA, id("b"), toB, id("c"), toC));
  }

  @ParameterizedTest
  @CsvSource({
    "Infinity, 45, 45, true",
    "20, 45, 20, false",
    "400, 45, 45, true",
    "400, Infinity, 400, false"
  })
  void aNode_countsAsTheLessOfWhatItReachesAndWhatItMaySend(
      double own, double allowed, double perSecond, boolean byEgress) {
    Speed speed = new Speed(own, allowed);

    assertThat(speed.perSecond()).isEqualTo(perSecond);
    assertThat(speed.isLimitedByEgress()).isEqualTo(byEgress);
  }

  @ParameterizedTest
  @CsvSource({
    "45,       0,  4500, 100,  EGRESS",
    "45,    9000,  4500, 300,  BACKLOG",
    "Infinity, 0, 10000, 100,  NODES",
    "Infinity, 9,     0,   0,"
  })
  void work_takesAsLongAsThePaceSays(
      double budget, long waiting, long targets, long seconds, Pace.@Nullable Limit limit) {
    Pace pace = Pace.of(List.of(new Speed(100, Math.min(100, budget))));

    assertThat(pace.seconds(waiting, targets)).hasValue(seconds);
    assertThat(pace.limitOf(waiting, targets)).isEqualTo(limit);
  }

  @Test
  void whatIsNotDoneInTime_isLate() {
    Pace pace = Pace.of(List.of(new Speed(OFF, 45)));

    assertThat(pace.late(0, 4500, Duration.ofSeconds(100))).isZero();
    assertThat(pace.late(0, 4600, Duration.ofSeconds(100))).isEqualTo(100);
    assertThat(pace.late(4000, 4600, Duration.ofSeconds(100))).isEqualTo(4100);
    assertThat(pace.late(9000, 4600, Duration.ofSeconds(100))).isEqualTo(4600);
  }

  @Test
  void ofNothing_nothingIsKnown() {
    Pace pace = Pace.of(List.of(new Speed(OFF, OFF)));

    assertThat(pace.isKnown()).isFalse();
    assertThat(pace.seconds(0, 10)).isEmpty();
    assertThat(pace.limitOf(100, 10)).isNull();
    assertThat(pace.late(0, 10, Duration.ofSeconds(1))).isZero();
  }

  @Test
  void aNode_isSeenSlowerOnlyWhenItWasBusyForAsLongAsItsRateIsAMean() {
    watch(START, busy("a", 400, group("a", OFF)));
    watch(START.plusSeconds(60), idle("a", group("a", OFF)));
    watch(START.plusSeconds(100), busy("a", 40, group("a", OFF)));
    assertThat(measured.of(id("a"))).isEqualTo(400);

    watch(START.plusSeconds(105), busy("a", 90, group("a", OFF)));
    watch(START.plusSeconds(110), busy("a", 100, group("a", OFF)));

    assertThat(measured.of(id("a"))).isEqualTo(100);
  }

  @Test
  void whoSendsKnowsTheGroupsRate_whoIsIdleMayBeBehind() {
    watch(START, easy("a", 50, group("g", 56)), idle("b", group("g", 45)));
    assertThat(groups.of("g")).isEqualTo(56);

    watch(START, idle("a", group("g", 70)), easy("b", 50, group("g", 60)));
    assertThat(groups.of("g")).isEqualTo(60);
  }

  @Test
  void afterAPause_theRateOfBeforeCountsUntilTheSlowStartIsOver() {
    watch(START, easy("a", 45, group("g", 56)));
    watch(START, idle("a", paused("g", "global limit", Duration.ofSeconds(5))));
    watch(START.plusSeconds(6), easy("a", 1, group("g", 10)));
    assertThat(groups.of("g")).isEqualTo(56);

    watch(START.plusSeconds(12), easy("a", 40, group("g", 54)));

    assertThat(groups.of("g")).isEqualTo(54);
  }

  private void watch(Instant now, NodeStatus... nodes) {
    groups.observe(List.of(nodes), now);
    for (NodeStatus node : nodes) {
      measured.observe(node.node(), List.of(node), now);
    }
  }
}
