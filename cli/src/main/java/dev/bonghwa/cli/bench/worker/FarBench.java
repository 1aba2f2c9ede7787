package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
    // A JVM gets faster for minutes: each round is compared with the one right before it.
    List<Double> shares =
        IntStream.range(0, far.size())
            .mapToObj(i -> far.get(i).rate() / near.get(i).rate())
            .toList();
    return List.of(
        rate("deliveries/s, near", near),
        rate("deliveries/s, far", far),
        Figure.of("far, of near", 2, shares, Goal.atLeast(0.95)),
        cpu("worker CPU-s per 100,000, near", near),
        cpu("worker CPU-s per 100,000, far", far));
  }

  private static Figure rate(String what, List<Round> rounds) {
    return Figure.of(what, 0, rounds.stream().map(Round::rate).toList(), Goal.none());
  }

  private static Figure cpu(String what, List<Round> rounds) {
    return Figure.of(what, 2, rounds.stream().map(Round::workerCpu).toList(), Goal.none());
  }
}
