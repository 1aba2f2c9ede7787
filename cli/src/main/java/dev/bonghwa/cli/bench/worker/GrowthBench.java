package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Spread;
import dev.bonghwa.cli.console.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Whether a delivery costs more in a large job than in a small one, and with others waiting. */
public record GrowthBench(Cores cores, Consumer<String> reader) {

  private static final int TIMES = 10;

  /** The plan's targets are those of the large job. */
  public Measurement play(WorkerPlan plan) {
    List<Load> loads = loads(plan.targets());
    Map<Load, List<Round>> seen = new LinkedHashMap<>();
    List<String> conditions;
    reader.accept("starting Redis, nms-api, a worker and a receiver");
    try (WorkerFleet fleet = WorkerFleet.start(plan, cores)) {
      conditions = fleet.conditions(plan);
      var rounds = new Rounds(fleet, reader);
      rounds.play(Load.job("fresh", plan.targets() / TIMES));
      rounds.play(Load.job("warm-up", plan.targets() / TIMES));
      for (int number = 1; number <= plan.rounds(); number++) {
        for (Load load : loads) {
          seen.computeIfAbsent(load, any -> new ArrayList<>())
              .add(rounds.play(load.number(number)));
        }
      }
    }
    return new Measurement("growth", conditions, figures(loads, seen), List.of());
  }

  /** So many small ones that their CPU can be measured; a large one; one; and ten that wait. */
  static List<Load> loads(int large) {
    return List.of(
        Load.oneByOne("small", TIMES, large / 100),
        Load.job("large", large),
        Load.job("one", large / TIMES),
        Load.atOnce("backlog", TIMES, large / TIMES));
  }

  static List<Figure> figures(List<Load> loads, Map<Load, List<Round>> seen) {
    List<Figure> figures = new ArrayList<>();
    for (Load load : loads) {
      figures.add(new Figure(what(load), 2, cpu(seen, load), Goal.none()));
    }
    figures.add(ratio("large, as a multiple of small", loads.get(1), loads.get(0), seen));
    figures.add(ratio("backlog, as a multiple of one", loads.get(3), loads.get(2), seen));
    return figures;
  }

  private static String what(Load load) {
    return "%s (%s of %s): worker CPU-s per 100,000"
        .formatted(load.name(), Words.count(load.jobs(), "job"), Words.number(load.targets()));
  }

  private static Figure ratio(String what, Load of, Load to, Map<Load, List<Round>> seen) {
    return Figure.once(what, 2, cpu(seen, of).median() / cpu(seen, to).median(), Goal.atMost(1.05));
  }

  private static Spread cpu(Map<Load, List<Round>> seen, Load load) {
    return Spread.of(seen.getOrDefault(load, List.of()).stream().map(Round::workerCpu).toList());
  }
}
