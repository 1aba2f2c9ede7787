package dev.bonghwa.cli.bench.submit;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.JobMemory;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.MemoryWatch;
import dev.bonghwa.cli.bench.measure.ProcessUse;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How long nms-api takes to accept a job, and what a job that is pending costs.
 *
 * @param reader hears how it goes, line by line
 */
public record AcceptBench(Cores cores, Consumer<String> reader) {

  /** So few requests a second that all of a job stays pending. */
  private static final String NEARLY_NOTHING = "0.001";

  public Measurement play(AcceptPlan plan) {
    reader.accept("starting Redis, nms-api, idle workers and a receiver");
    Station idle = Station.of(200).with("EGRESS_RATE", NEARLY_NOTHING);
    try (SpeedFleet fleet =
        SpeedFleet.start(
            Collections.nCopies(plan.workers(), idle),
            SinkPlan.of(Duration.ZERO),
            new Placement(cores, "nms-api", Placement.MEGABYTES))) {
      return play(plan, fleet);
    }
  }

  /** On a fleet that is there already. */
  public Measurement play(AcceptPlan plan, SpeedFleet fleet) {
    try (MemoryWatch watch = MemoryWatch.of(fleet.nms())) {
      long idle = watch.most();
      plan.sizes().forEach(size -> take(fleet, MadeUpJob.of("warm-up-" + size, size)));
      SortedMap<Integer, List<Taken>> taken = new TreeMap<>();
      for (int round = 1; round <= plan.rounds(); round++) {
        for (int size : plan.sizes()) {
          Taken one = take(fleet, MadeUpJob.of("size-" + size + "-" + round, size));
          taken.computeIfAbsent(size, any -> new ArrayList<>()).add(one);
        }
      }
      return new Measurement(
          "accepting",
          conditions(plan, fleet),
          AcceptFigures.of(taken, idle, watch.most()),
          List.of());
    }
  }

  private Taken take(SpeedFleet fleet, MadeUpJob made) {
    ProcessUse nms = ProcessUse.of(fleet.nms());
    ProcessUse redis = ProcessUse.of(fleet.redis().pid());
    Accepted job = fleet.submit(made);
    double nmsCpu = ProcessUse.of(fleet.nms()).cpuSince(nms);
    double redisCpu = ProcessUse.of(fleet.redis().pid()).cpuSince(redis);
    long bytes = JobMemory.of(fleet.redis(), job.id());
    fleet.end(job);
    var taken = new Taken(made.targets(), job.seconds(), nmsCpu, redisCpu, bytes);
    reader.accept(made.name() + ": " + taken);
    return taken;
  }

  private static List<String> conditions(AcceptPlan plan, SpeedFleet fleet) {
    return fleet.conditions(
        "%s of each size, warm, one after the other; targets as ID/TOKEN, NDJSON over HTTP/1.1"
            .formatted(Words.count(plan.rounds(), "round")),
        "%s that send nothing (EGRESS_RATE=%s), so that all stays pending until it is cancelled"
            .formatted(Words.count(plan.workers(), "worker"), NEARLY_NOTHING));
  }
}
