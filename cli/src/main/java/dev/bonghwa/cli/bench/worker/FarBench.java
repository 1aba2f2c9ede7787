package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a distant Redis costs a worker: the same way to it is long and short in turn.
 *
 * @param oneWay how long bytes travel to Redis, and back
 */
public record FarBench(Cores cores, Duration oneWay, Consumer<String> reader) {

  public Measurement play(WorkerPlan plan) {
    List<Round> near = new ArrayList<>();
    List<Round> far = new ArrayList<>();
    List<String> conditions;
    reader.accept("starting Redis, a long way to it, nms-api, a worker and a receiver");
    try (WorkerFleet fleet = WorkerFleet.start(plan, cores)) {
      conditions = fleet.conditions(plan, way());
      var rounds = new Rounds(fleet, reader);
      rounds.play(Load.job("fresh", plan.targets()));
      rounds.play(Load.job("warm-up", plan.targets()));
      for (int number = 1; number <= plan.rounds(); number++) {
        near.add(rounds.play(Load.job("near-" + number, plan.targets())));
        fleet.way().take(oneWay);
        far.add(rounds.play(Load.job("far-" + number, plan.targets())));
        fleet.way().take(Duration.ZERO);
      }
    }
    return new Measurement("far", conditions, figures(near, far), List.of());
  }

  private String way() {
    return "far: %d ms to Redis and as many back; near: the same relay without delay"
        .formatted(oneWay.toMillis());
  }

  static List<Figure> figures(List<Round> near, List<Round> far) {
    Spread nearRate = Spread.of(near.stream().map(Round::rate).toList());
    Spread farRate = Spread.of(far.stream().map(Round::rate).toList());
    return List.of(
        new Figure("deliveries/s, near", 0, nearRate, Goal.none()),
        new Figure("deliveries/s, far", 0, farRate, Goal.none()),
        Figure.once("far, of near", 2, farRate.median() / nearRate.median(), Goal.atLeast(0.95)),
        cpu("worker CPU-s per 100,000, near", near),
        cpu("worker CPU-s per 100,000, far", far));
  }

  private static Figure cpu(String what, List<Round> rounds) {
    return Figure.of(what, 2, rounds.stream().map(Round::workerCpu).toList(), Goal.none());
  }
}
