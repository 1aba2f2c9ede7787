package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.bench.sink.SinkProcess;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A worker that has a core for itself, and what it works with on the others. */
record WorkerFleet(SpeedFleet fleet, LongWay way) implements AutoCloseable {

  private static final String WORKER = "worker";

  static WorkerFleet start(WorkerPlan plan, Cores cores) {
    var way = new LongWay(Duration.ZERO);
    try {
      return new WorkerFleet(
          SpeedFleet.start(
              List.of(Station.of(plan.maxConcurrent())),
              new SinkPlan(plan.http2(), List.of(plan.latency()), ""),
              new Placement(cores, WORKER, plan.megabytes()),
              program -> program.name().startsWith(WORKER) ? worker(program, plan, way) : program),
          way);
    } catch (RuntimeException e) {
      way.close();
      throw e;
    }
  }

  private static JavaCommand worker(JavaCommand program, WorkerPlan plan, LongWay way) {
    JavaCommand worker = program.jvm(plan.jvm().toArray(String[]::new));
    return plan.far() ? way.before(worker) : worker;
  }

  /** Sentences for the conditions of a measurement: of the fleet, the plan, and what is added. */
  List<String> conditions(WorkerPlan plan, String... more) {
    return Stream.of(fleet.conditions(), plan.text(), List.of(more)).flatMap(List::stream).toList();
  }

  Accepted submit(String name, int targets) {
    return fleet.submit(MadeUpJob.of(name, targets));
  }

  void awaitDelivered(Accepted job) {
    fleet.awaitDelivered(job);
  }

  SinkProcess sink() {
    return fleet.sink();
  }

  EmbeddedRedis redis() {
    return fleet.redis();
  }

  long nms() {
    return fleet.nms();
  }

  long worker() {
    return fleet.workers().getFirst();
  }

  @Override
  public void close() {
    fleet.close();
    way.close();
  }
}
