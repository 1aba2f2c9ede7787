package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.MemoryWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts a fleet of one worker, and gives it one job after the other.
 *
 * @param reader hears how it goes, line by line
 */
public record WorkerBench(Cores cores, Consumer<String> reader) {

  public Measurement play(WorkerPlan plan) {
    reader.accept("starting Redis, nms-api, a worker and a receiver, " + plan.protocol());
    try (WorkerFleet fleet = WorkerFleet.start(plan, cores);
        LimitTools tools = LimitTools.installed(plan, fleet.sink().address().url())) {
      return WorkerFigures.of(run(plan, fleet, tools), fleet.conditions(plan), cores);
    }
  }

  /** On a fleet that is there already, whose first worker is measured; shows no limit. */
  public Measurement play(WorkerPlan plan, SpeedFleet fleet) {
    try (LimitTools none = new LimitTools()) {
      var alone = new WorkerFleet(fleet, new LongWay(Duration.ZERO));
      return WorkerFigures.of(run(plan, alone, none), alone.conditions(plan), cores);
    }
  }

  private WorkerRun run(WorkerPlan plan, WorkerFleet fleet, LimitTools tools) {
    try (MemoryWatch watch = MemoryWatch.of(fleet.worker())) {
      var rounds = new Rounds(fleet, reader);
      Memory idle = Memory.now(watch, fleet.worker());
      Round fresh = rounds.play(Load.job("fresh", plan.targets()));
      Memory afterFresh = Memory.now(watch, fleet.worker());
      rounds.play(Load.job("warm-up", plan.targets()));
      tools.all().forEach(tool -> tool.run(cores)); // the receiver too is slow at first
      Map<String, List<Limit>> limits = new LinkedHashMap<>();
      List<Round> warm = new ArrayList<>();
      for (int number = 1; number <= plan.rounds(); number++) {
        warm.add(rounds.play(Load.job("round-" + number, plan.targets())));
        tools.all().forEach(tool -> run(tool, limits));
      }
      Memory afterAll = Memory.now(watch, fleet.worker());
      return new WorkerRun(
          plan, idle, fresh, afterFresh, warm, afterAll, starts(plan, fleet), limits);
    }
  }

  private List<Start> starts(WorkerPlan plan, WorkerFleet fleet) {
    List<Start> starts = new ArrayList<>();
    for (int number = 1; number <= plan.rounds(); number++) {
      Start start = Start.play(fleet.fleet(), plan.maxConcurrent());
      reader.accept("start-" + number + ": " + start);
      starts.add(start);
    }
    return starts;
  }

  private void run(LimitTool tool, Map<String, List<Limit>> limits) {
    Limit limit = tool.run(cores);
    reader.accept("%s: %,.0f/s, %.2f CPU-s".formatted(tool.name(), limit.rate(), limit.cpu()));
    limits.computeIfAbsent(tool.name(), name -> new ArrayList<>()).add(limit);
  }
}
