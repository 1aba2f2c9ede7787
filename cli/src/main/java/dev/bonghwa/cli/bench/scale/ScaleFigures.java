package dev.bonghwa.cli.bench.scale;

import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.console.Words;
import java.util.ArrayList;
import java.util.List;

/** From what was seen to figures, and to where it ends. */
final class ScaleFigures {

  private static final double GIGABYTE = 1e9;

  private ScaleFigures() {}

  static List<Figure> of(ScaleSeen seen) {
    String meant = Words.number(seen.plan().meant());
    double memory = seen.bytesPerTarget() * seen.plan().meant() / GIGABYTE;
    List<Double> passes = seen.passes().stream().map(one -> one.seconds() * 1e3).toList();
    List<Double> planning = seen.planning().stream().map(one -> one * 1e3).toList();
    double passCommands =
        seen.passes().stream().mapToLong(one -> one.commands().total()).average().orElse(0);
    return List.of(
        Figure.of("a plan, ms", 1, planning, Goal.none()),
        once("taking a million targets in, s", 2, seen.loadSecondsPerMillion()),
        once("bytes of Redis per pending target", 1, seen.bytesPerTarget()),
        once("GB of Redis for " + meant, 2, memory),
        Figure.of("a pass of upkeep, ms", 0, passes, Goal.none()),
        once("Redis commands of a pass", 0, passCommands),
        once("Redis CPU of a pass, ms", 0, seen.passCpu() * 1e3),
        once("Redis CPU of a beat of all nodes, ms", 1, seen.beatCpu() * 1e3),
        once("Redis CPU-s per million delivered", 2, seen.workCpuPerMillion()),
        once(
            "Redis commands per batch, claimed alone, %s"
                .formatted(Words.count(seen.plan().settles(), "settle")),
            1,
            seen.commandsPerBatch()),
        once("commands/s while all was worked off", 0, commandsPerSecond(seen)),
        once("targets/s while all was worked off", 0, targetsPerSecond(seen)),
        once("ceiling: deliveries/s of one Redis", 0, seen.ceiling()),
        once("at which each node sends, a second", 0, seen.ceiling() / seen.plan().nodes()),
        once(
            "minutes for " + meant + " at the ceiling",
            1,
            seen.plan().meant() / seen.ceiling() / 60));
  }

  private static double commandsPerSecond(ScaleSeen seen) {
    return seen.work().commands().total() / seen.work().seconds();
  }

  private static double targetsPerSecond(ScaleSeen seen) {
    return seen.plan().allTargets() / seen.work().seconds();
  }

  private static Figure once(String what, int decimals, double value) {
    return Figure.once(what, decimals, value, Goal.none());
  }

  static List<String> notes(ScaleSeen seen) {
    List<String> notes = new ArrayList<>();
    if (seen.plan().isScaledTooFar()) {
      notes.add(
          "SCALED DOWN TOO FAR: a node has %s of a job, less than a batch, so a delivery costs Redis more here than in the fleet that is meant; take more targets, or fewer jobs or nodes"
              .formatted(Words.count(seen.plan().targetsOfNode(), "target")));
    }
    notes.addAll(standing(seen));
    return notes;
  }

  private static List<String> standing(ScaleSeen seen) {
    return List.of(
        "the first ceiling is Redis' one core, at %,.0f deliveries/s; beats and upkeep take %.1f %% of it"
            .formatted(seen.ceiling(), 100 * seen.standingShare()),
        "beyond it: a Cluster. All keys of a job share a slot, so jobs spread over the masters, and"
            + " one job stays on one: cut a broadcast into as many jobs as there are masters",
        "so many pending targets need BACKLOG_TARGETS=%d (default 2000000), and maxmemory for them"
            .formatted(seen.plan().meant()),
        "a worker settles a batch every 100 ms while it sends it (200 ms below 100 a second), so"
            + " slower nodes cost Redis more for each delivery: --settles");
  }
}
