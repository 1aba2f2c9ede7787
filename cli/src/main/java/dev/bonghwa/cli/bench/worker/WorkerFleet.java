package dev.bonghwa.cli.bench.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.sink.SinkProcess;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpTargets;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A worker that has a core for itself, and what it works with on the others. */
final class WorkerFleet implements AutoCloseable {

  private static final long SEED = 1;

  /** With its frame about 300 bytes, as a notification of a broadcast has. */
  private static final String CONTENT = "방송 시작! " + "The beacon is lit. ".repeat(13);

  private final SinkProcess sink;
  private final LocalFleet fleet;
  private final LongWay way;

  private WorkerFleet(SinkProcess sink, LocalFleet fleet, LongWay way) {
    this.sink = sink;
    this.fleet = fleet;
    this.way = way;
  }

  static WorkerFleet start(WorkerPlan plan, Cores cores) {
    SinkProcess sink = SinkProcess.start(cores, plan.http2(), plan.latency());
    var way = new LongWay(Duration.ZERO);
    try {
      LocalFleet fleet =
          LocalFleet.start(
              List.of(Station.of(plan.maxConcurrent())),
              sink.address(),
              program -> inPlace(program, plan, cores, way));
      cores.moveAround(fleet.redis().pid());
      return new WorkerFleet(sink, fleet, way);
    } catch (RuntimeException e) {
      way.close();
      sink.close();
      throw e;
    }
  }

  private static JavaCommand inPlace(
      JavaCommand program, WorkerPlan plan, Cores cores, LongWay way) {
    List<String> jvm = new ArrayList<>(Programs.imageOptions());
    jvm.add("-XX:MaxRAM=" + plan.megabytes() + "m");
    if (!program.name().startsWith("worker")) {
      return cores.around(program.onlyJvm(jvm));
    }
    jvm.addAll(plan.jvm());
    JavaCommand worker = program.onlyJvm(jvm);
    return cores.measured(plan.far() ? way.before(worker) : worker);
  }

  /** Returns the id of the job when it is accepted. */
  String submit(String name, int targets) {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("name", name);
    head.putObject("message").put("content", CONTENT);
    var submission = new Submission(head, new MadeUpTargets(SEED, targets), "bench-" + name, true);
    return new JobSubmitter(fleet.client(), wait -> LockSupport.parkNanos(wait.toNanos()))
        .submit(submission, bytes -> {})
        .job()
        .id();
  }

  JobView job(String id) {
    fleet.requireAlive();
    return fleet.client().job(id);
  }

  SinkProcess sink() {
    return sink;
  }

  /** Of a fleet that was started with a far Redis. */
  LongWay way() {
    return way;
  }

  EmbeddedRedis redis() {
    return fleet.redis();
  }

  long nms() {
    return fleet.programs().getFirst().pid();
  }

  long worker() {
    return fleet.programs().getLast().pid();
  }

  @Override
  public void close() {
    fleet.close();
    way.close();
    sink.close();
  }
}
