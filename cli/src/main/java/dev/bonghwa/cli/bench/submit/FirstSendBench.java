package dev.bonghwa.cli.bench.submit;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Percentile;
import dev.bonghwa.cli.bench.sink.Arrivals;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How soon the first message of a small job is with its receiver, when the fleet has nothing else
 * to do.
 *
 * @param reader hears how it goes, line by line
 */
public record FirstSendBench(Cores cores, Consumer<String> reader) {

  private static final int TELL_EVERY = 50;

  /** Milliseconds after the POST began. */
  private record Sent(double answered, double first, double last) {}

  public Measurement play(FirstSendPlan plan) {
    reader.accept("starting Redis, nms-api, workers and a receiver");
    try (SpeedFleet fleet =
        SpeedFleet.start(
            Collections.nCopies(plan.workers(), Station.of(200)),
            new SinkPlan(true, List.of(Duration.ZERO), MadeUpJob.MARKER),
            Placement.anywhere(cores))) {
      return play(plan, fleet);
    }
  }

  /** On a fleet that is there already, and whose sink knows {@link MadeUpJob#MARKER}. */
  public Measurement play(FirstSendPlan plan, SpeedFleet fleet) {
    for (int job = 1; job <= plan.warmUp(); job++) {
      send(fleet, MadeUpJob.of("first-warm-up-" + job, plan.targets()));
    }
    List<Sent> sent = new ArrayList<>();
    for (int job = 1; job <= plan.jobs(); job++) {
      sent.add(send(fleet, MadeUpJob.of("first-" + job, plan.targets())));
      if (job % TELL_EVERY == 0) {
        double median = Percentile.of(50, values(sent, Sent::first));
        reader.accept("%d jobs, first send %.1f ms in the middle".formatted(job, median));
      }
    }
    return new Measurement("first send", conditions(plan, fleet), figures(sent), List.of());
  }

  private static Sent send(SpeedFleet fleet, MadeUpJob made) {
    Accepted job = fleet.submit(made);
    fleet.awaitDelivered(job);
    Arrivals came = fleet.sink().arrivalsOf(made.name());
    return new Sent(
        job.seconds() * 1e3, (came.first() - job.began()) / 1e6, (came.last() - job.began()) / 1e6);
  }

  private static List<Figure> figures(List<Sent> sent) {
    List<Double> answered = values(sent, Sent::answered);
    List<Double> first = values(sent, Sent::first);
    List<Double> last = values(sent, Sent::last);
    return List.of(
        Percentile.figure("ms to the first arrival", 50, 1, first, Goal.atMost(10)),
        Percentile.figure("ms to the first arrival", 99, 1, first, Goal.atMost(50)),
        Percentile.figure("ms to the 202", 50, 1, answered, Goal.none()),
        Percentile.figure("ms to the 202", 99, 1, answered, Goal.none()),
        Percentile.figure("ms to the last arrival", 50, 1, last, Goal.none()),
        Percentile.figure("ms to the last arrival", 99, 1, last, Goal.none()));
  }

  private static List<Double> values(List<Sent> sent, ToDoubleFunction<Sent> value) {
    return sent.stream().map(one -> value.applyAsDouble(one)).toList();
  }

  private static List<String> conditions(FirstSendPlan plan, SpeedFleet fleet) {
    return fleet.conditions(
        "%s of %s, each over before the next, after %s that were not measured; %s"
            .formatted(
                Words.count(plan.jobs(), "job"),
                Words.count(plan.targets(), "target"),
                Words.number(plan.warmUp()),
                Words.count(plan.workers(), "worker")),
        "from before the POST is written until the receiver has read a request, by CLOCK_MONOTONIC",
        "HTTP/2 over TLS, EGRESS_RATE off, the receiver answers at once");
  }
}
