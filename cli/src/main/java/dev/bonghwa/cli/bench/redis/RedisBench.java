package dev.bonghwa.cli.bench.redis;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Pause;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * How many commands Redis carries out for a small job that many nodes share, and for a node that
 * sends slowly.
 *
 * @param reader hears how it goes, line by line
 */
public record RedisBench(Cores cores, Consumer<String> reader) {

  private static final int PERMITS = 200;
  private static final Duration LATENCY = Duration.ofMillis(20);

  /** Jobs until every node knows the others, and has sent. */
  private static final int WARM_UP = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** On two fleets, one after the other. */
  public Measurement play(RedisPlan plan) {
    List<String> conditions = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    try (SpeedFleet fleet = start(plan.nodes(), "off")) {
      conditions.addAll(conditions(plan, fleet));
      figures.addAll(small(plan, fleet));
    }
    try (SpeedFleet fleet = start(plan.slow(), Integer.toString(plan.rate()))) {
      figures.add(slow(plan, fleet));
    }
    return new Measurement("redis", conditions, figures, List.of());
  }

  private SpeedFleet start(int workers, String rate) {
    reader.accept("starting Redis, nms-api, workers and a receiver");
    return SpeedFleet.start(
        Collections.nCopies(workers, Station.of(PERMITS).with("EGRESS_RATE", rate)),
        new SinkPlan(true, List.of(LATENCY), MadeUpJob.MARKER),
        Placement.anywhere(cores));
  }

  /** On a fleet that is there already and does nothing else. */
  public List<Figure> small(RedisPlan plan, SpeedFleet fleet) {
    send(plan, fleet, "small-warm-up", WARM_UP);
    List<Double> idle = new ArrayList<>();
    List<Double> each = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      String name = "small-" + round;
      Stretch without = Stretch.of(fleet, () -> pass(plan.every().multipliedBy(plan.jobs())));
      List<Accepted> jobs = new ArrayList<>();
      Stretch with = Stretch.of(fleet, () -> jobs.addAll(send(plan, fleet, name, plan.jobs())));
      jobs.forEach(fleet::awaitDelivered);
      idle.add(without.perSecond());
      each.add(with.beyond(without) / plan.jobs());
      reader.accept(
          "%s: %.0f commands a job, %.0f a second when idle; %s for all of its jobs"
              .formatted(
                  name, each.getLast(), idle.getLast(), with.commands().since(without.commands())));
    }
    String job = "commands of a job of %s on %s".formatted(targets(plan), nodes(plan));
    String rest = "commands a second of %s and nms-api, idle".formatted(nodes(plan));
    return List.of(
        Figure.of(job, 0, each, Goal.atMost(250)), Figure.of(rest, 0, idle, Goal.none()));
  }

  /** Nobody asks for them meanwhile: that would be commands too. */
  private static List<Accepted> send(RedisPlan plan, SpeedFleet fleet, String round, int jobs) {
    long began = System.nanoTime();
    List<Accepted> accepted = new ArrayList<>();
    for (int job = 1; job <= jobs; job++) {
      accepted.add(fleet.submit(MadeUpJob.of(round + "-" + job, plan.targets())));
      Pause.until(began + job * plan.every().toNanos());
    }
    return accepted;
  }

  /** On a fleet that is there already; all is counted, for each node its part. */
  public Figure slow(RedisPlan plan, SpeedFleet fleet) {
    Accepted job = fleet.submit(MadeUpJob.of("slow", plan.slowTargets()));
    await("the slow ones send")
        .atMost(PATIENCE)
        .until(() -> fleet.job(job.id()).count(TargetState.DELIVERED) >= plan.slowBefore());
    List<Double> each = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      each.add(Stretch.of(fleet, () -> pass(plan.stretch())).perSecond() / plan.slow());
      reader.accept("slow-%d: %.0f commands a second for a node".formatted(round, each.getLast()));
    }
    fleet.end(job);
    String what = "commands a second of a node that sends %d a second".formatted(plan.rate());
    return Figure.of(what, 0, each, Goal.atMost(100));
  }

  private static void pass(Duration time) {
    Pause.until(System.nanoTime() + time.toNanos());
  }

  private static String targets(RedisPlan plan) {
    return Words.count(plan.targets(), "target");
  }

  private static String nodes(RedisPlan plan) {
    return Words.count(plan.nodes(), "node");
  }

  private static List<String> conditions(RedisPlan plan, SpeedFleet fleet) {
    return fleet.conditions(
        "commands within scripts included; HTTP/2 over TLS, the receiver answers after %d ms"
            .formatted(LATENCY.toMillis()),
        "%s of %s of %s, one every %d ms, less what the idle fleet took for as long before; EGRESS_RATE off"
            .formatted(
                Words.count(plan.rounds(), "round"),
                Words.count(plan.jobs(), "job"),
                targets(plan),
                plan.every().toMillis()),
        "%s with EGRESS_RATE=%d in the midst of a large job, %s of %d s: all commands, for each node its part"
            .formatted(
                Words.count(plan.slow(), "node"),
                plan.rate(),
                Words.count(plan.rounds(), "round"),
                plan.stretch().toSeconds()));
  }
}
