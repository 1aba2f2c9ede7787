package dev.bonghwa.cli.bench.fleet;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.bench.measure.Machine;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.bench.sink.SinkProcess;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.cli.fleet.Readiness;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A fleet that sends to a sink, both as processes of their own. */
public final class SpeedFleet implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final SinkProcess sink;
  private final LocalFleet fleet;
  private final List<String> conditions;

  private SpeedFleet(SinkProcess sink, LocalFleet fleet, List<String> conditions) {
    this.sink = sink;
    this.fleet = fleet;
    this.conditions = conditions;
  }

  /** Returns when every worker has joined; they send to the sink's first door. */
  public static SpeedFleet start(List<Station> workers, SinkPlan receiver, Placement placement) {
    return start(workers, receiver, placement, UnaryOperator.identity());
  }

  /** The same, each program changed at last. */
  public static SpeedFleet start(
      List<Station> workers,
      SinkPlan receiver,
      Placement placement,
      UnaryOperator<JavaCommand> changed) {
    List<String> conditions =
        List.of(
            Machine.here(placement.cores().count()),
            Machine.load(),
            placement.text(),
            Conditions.REDIS);
    SinkProcess sink = SinkProcess.start(placement.cores(), receiver);
    try {
      LocalFleet fleet =
          LocalFleet.start(
              workers, sink.address(), program -> changed.apply(placement.place(program)));
      if (!placement.measured().isEmpty()) {
        placement.cores().moveAround(fleet.redis().pid());
      }
      return new SpeedFleet(sink, fleet, conditions);
    } catch (RuntimeException e) {
      sink.close();
      throw e;
    }
  }

  /** Starts one more worker, which sends to that door; returns before it has joined. */
  public JavaProcess join(int strength, int door) {
    String url = sink.address(door).url().toString();
    return fleet.join(Station.of(strength).with("DISCORD_URL", url));
  }

  /** Ends one that joined, in an orderly way. */
  public void dismiss(JavaProcess worker) {
    fleet.dismiss(worker);
  }

  /** Returns when it is accepted. */
  public Accepted submit(MadeUpJob made) {
    Submission submission = made.submission();
    var submitter = new JobSubmitter(client());
    long began = System.nanoTime();
    String id = submitter.submit(submission, bytes -> {}).job().id();
    return new Accepted(id, made.targets(), began, System.nanoTime());
  }

  public JobView job(String id) {
    fleet.requireAlive();
    return client().job(id);
  }

  /** Waits until it is settled, and all was delivered, or throws a fault. */
  public void awaitDelivered(Accepted job) {
    JobView end = awaitEnd(job);
    if (end.count(TargetState.DELIVERED) != job.targets()) {
      throw CliFault.fault("not all was delivered: " + end.counts(), "");
    }
  }

  public boolean isOver(Accepted job) {
    return job(job.id()).isFinished();
  }

  /** Cancels it unless it is over, and waits for its end. */
  public void end(Accepted job) {
    if (!isOver(job)) {
      client().control(job.id(), "cancel");
    }
    awaitEnd(job);
  }

  private JobView awaitEnd(Accepted job) {
    return await("the job is settled")
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .until(() -> job(job.id()), JobView::isFinished);
  }

  /** Waits until so many workers have joined. */
  public void awaitNodes(int nodes) {
    new Readiness(client(), fleet::requireAlive).await(nodes, PATIENCE);
  }

  /** Sentences for the conditions of a measurement: these, and what the bench adds. */
  public List<String> conditions(String... more) {
    return Stream.concat(conditions.stream(), Stream.of(more)).toList();
  }

  public NmsClient client() {
    return fleet.client();
  }

  public SinkProcess sink() {
    return sink;
  }

  public EmbeddedRedis redis() {
    return fleet.redis();
  }

  public long nms() {
    return fleet.programs().getFirst().pid();
  }

  /** In the order in which they were started. */
  public List<Long> workers() {
    return fleet.programs().stream().skip(1).map(JavaProcess::pid).toList();
  }

  @Override
  public void close() {
    fleet.close();
    sink.close();
  }
}
