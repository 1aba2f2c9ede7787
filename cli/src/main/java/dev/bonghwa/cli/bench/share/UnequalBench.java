package dev.bonghwa.cli.bench.share;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether a job waits for its slowest worker, and whether one that comes in the middle helps.
 *
 * @param reader hears how it goes, line by line
 */
public record UnequalBench(Cores cores, Consumer<String> reader) {

  private static final int FAST_DOOR = 0;
  private static final int SLOW_DOOR = 1;
  private static final int LATE_DOOR = 2;

  public Measurement play(UnequalPlan plan) {
    reader.accept("starting Redis, nms-api, workers and a receiver");
    try (SpeedFleet fleet =
        SpeedFleet.start(
            Collections.nCopies(plan.fast(), Station.of(plan.strength())),
            new SinkPlan(true, Collections.nCopies(LATE_DOOR + 1, plan.latency()), ""),
            Placement.anywhere(cores))) {
      fleet.join(plan.strength(), SLOW_DOOR);
      fleet.awaitNodes(plan.fast() + 1);
      job(plan, fleet, "alike");
      fleet.sink().latency(SLOW_DOOR, plan.latency().multipliedBy(plan.slower()));
      List<Figure> figures = new ArrayList<>(share(plan, fleet));
      List<Figure> late = new LateJoin(plan, fleet, reader).play(LATE_DOOR);
      figures.addAll(late);
      return new Measurement("unequal", conditions(plan, fleet), figures, notes(late));
    }
  }

  /**
   * On a fleet that is there already: the fast ones at the sink's first door, one at its second.
   */
  public List<Figure> share(UnequalPlan plan, SpeedFleet fleet) {
    double ideal = plan.targets() / plan.together();
    reader.accept("ideal: %.1f s".formatted(ideal));
    Shared strange = job(plan, fleet, "stranger");
    List<Shared> known = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      known.add(job(plan, fleet, "known-" + round));
    }
    List<Double> times = known.stream().map(one -> one.seconds() / ideal).toList();
    List<Double> shares = known.stream().map(Shared::slow).toList();
    return List.of(
        Figure.once("ideal, s", 1, ideal, Goal.none()),
        Figure.once("equal split, times the ideal", 2, plan.equalSplit(), Goal.none()),
        Figure.once(
            "the first job after one turned slow, times the ideal",
            2,
            strange.seconds() / ideal,
            goal()),
        Figure.of("the next, times the ideal", 2, times, goal()),
        Figure.once("its part of the first, %", 1, strange.slow(), Goal.none()),
        Figure.of("its part of the next, %", 1, shares, Goal.none()));
  }

  private static List<String> notes(List<Figure> late) {
    return late.isEmpty()
        ? List.of(
            "the job was over before a late worker took its part: give it more --targets, a worker"
                + " takes a second to start")
        : List.of();
  }

  private static Goal goal() {
    return Goal.atMost(1.08);
  }

  /**
   * A job that is over.
   *
   * @param seconds from the 202 until it was settled
   * @param slow of 100, what the slow one sent
   */
  private record Shared(double seconds, double slow) {}

  private Shared job(UnequalPlan plan, SpeedFleet fleet, String name) {
    fleet.sink().clear();
    Accepted job = fleet.submit(MadeUpJob.of(name, plan.targets()));
    fleet.awaitDelivered(job);
    double seconds = (System.nanoTime() - job.answered()) / 1e9;
    long fast = fleet.sink().arrivals(FAST_DOOR).requests();
    long slow = fleet.sink().arrivals(SLOW_DOOR).requests();
    var shared = new Shared(seconds, 100.0 * slow / (fast + slow));
    reader.accept("%s: %.1f s, %.1f %% by the slow one".formatted(name, seconds, shared.slow()));
    return shared;
  }

  private static List<String> conditions(UnequalPlan plan, SpeedFleet fleet) {
    return fleet.conditions(
        "%s whose receiver answers after %d ms, one whose receiver then takes %d times as long, MAX_CONCURRENT %d"
            .formatted(
                Words.count(plan.fast(), "worker"),
                plan.latency().toMillis(),
                plan.slower(),
                plan.strength()),
        "nobody tells the fleet: the receiver is slow and not EGRESS_RATE, which nms-api would"
            + " know",
        "ideal: all permits in use to the end, %s deliveries/s; jobs of %s"
            .formatted(
                Words.number(Math.round(plan.together())), Words.count(plan.targets(), "target")));
  }
}
