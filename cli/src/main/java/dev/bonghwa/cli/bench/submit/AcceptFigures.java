package dev.bonghwa.cli.bench.submit;

import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.console.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;

/** From what was accepted to figures, with the goal beside each. */
final class AcceptFigures {

  private static final double MEBIBYTE = 1 << 20;

  /** Seconds for so many targets. */
  private static final Map<Integer, Double> GOALS = Map.of(143_900, 0.5, 1_000_000, 4.0);

  private AcceptFigures() {}

  static List<Figure> of(SortedMap<Integer, List<Taken>> taken, long idle, long most) {
    List<Figure> figures = new ArrayList<>();
    taken.forEach(
        (size, rounds) -> {
          String what = Words.number(size) + " targets";
          figures.add(figure(what + " accepted, s", 3, rounds, Taken::seconds, inTime(size)));
        });
    List<Taken> largest = taken.lastEntry().getValue();
    figures.add(
        figure("bytes of Redis per pending target", 1, largest, Taken::bytesPerTarget, most(105)));
    figures.add(
        figure("nms-api CPU-s a million", 2, largest, Taken::nmsCpuPerMillion, Goal.none()));
    figures.add(
        figure("Redis CPU-s a million", 2, largest, Taken::redisCpuPerMillion, Goal.none()));
    figures.add(Figure.once("nms-api, anonymous MiB, idle", 0, idle / MEBIBYTE, Goal.none()));
    figures.add(Figure.once("at most in all", 0, most / MEBIBYTE, most(220)));
    return figures;
  }

  private static Goal inTime(int size) {
    Double goal = GOALS.get(size);
    return goal == null ? Goal.none() : Goal.atMost(goal);
  }

  private static Goal most(double bound) {
    return Goal.atMost(bound);
  }

  private static Figure figure(
      String what, int decimals, List<Taken> taken, ToDoubleFunction<Taken> value, Goal goal) {
    List<Double> seen = taken.stream().map(one -> value.applyAsDouble(one)).toList();
    return Figure.of(what, decimals, seen, goal);
  }
}
