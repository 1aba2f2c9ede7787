package dev.bonghwa.cli.bench.share;

import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Pause;
import dev.bonghwa.cli.bench.measure.Percentile;
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
 * Whether an urgent job gets through a broadcast, and what the broadcast loses by it.
 *
 * @param reader hears how it goes, line by line
 */
public record FairBench(Cores cores, Consumer<String> reader) {

  private static final int STRENGTH = 200;
  private static final Duration LATENCY = Duration.ofMillis(50);

  public Measurement play(FairPlan plan) {
    reader.accept("starting Redis, nms-api, workers and a receiver");
    Station worker = Station.of(STRENGTH).with("EGRESS_RATE", Integer.toString(plan.rate()));
    try (SpeedFleet fleet =
        SpeedFleet.start(
            Collections.nCopies(plan.workers(), worker),
            new SinkPlan(true, List.of(LATENCY), MadeUpJob.MARKER),
            Placement.anywhere(cores))) {
      return play(plan, fleet);
    }
  }

  /** On a fleet that is there already, and whose sink knows {@link MadeUpJob#MARKER}. */
  public Measurement play(FairPlan plan, SpeedFleet fleet) {
    broadcast(fleet, "fair-warm-up", Math.ceilDiv(plan.broadcast(), 5));
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= plan.rounds(); number++) {
      rounds.add(round(plan, fleet, number));
    }
    return new Measurement("fair", conditions(plan, fleet), figures(rounds), notes(plan));
  }

  /**
   * What one round came to.
   *
   * @param alone milliseconds of each urgent job on an idle fleet
   * @param among the same during the broadcast
   * @param undisturbed seconds of the broadcast alone
   * @param disturbed the same with the urgent jobs
   */
  record Round(List<Double> alone, List<Double> among, double undisturbed, double disturbed) {

    /** The 95th percentile during the broadcast, of that on an idle fleet. */
    double times() {
      return Percentile.of(95, among) / Percentile.of(95, alone);
    }

    /** Of 100: so much longer did the broadcast take. */
    double slowed() {
      return 100 * (disturbed / undisturbed - 1);
    }
  }

  private Round round(FairPlan plan, SpeedFleet fleet, int number) {
    double undisturbed = broadcast(fleet, "broadcast-alone-" + number, plan.broadcast());
    List<Double> alone = new ArrayList<>();
    for (int job = 1; job <= plan.jobs(); job++) {
      Pause.until(System.nanoTime() + plan.rest().toNanos());
      alone.add(urgent(plan, fleet, "alone-%d-%d".formatted(number, job)));
    }
    reader.accept(plan.jobs() + " urgent jobs alone: " + milliseconds(alone));
    List<Double> among = new ArrayList<>();
    double disturbed = broadcastWithUrgent(plan, fleet, number, among);
    reader.accept("%d during the broadcast: %s".formatted(plan.jobs(), milliseconds(among)));
    return new Round(alone, among, undisturbed, disturbed);
  }

  /** How many milliseconds it is from before the POST until the last of its requests has come. */
  private static double urgent(FairPlan plan, SpeedFleet fleet, String name) {
    Accepted job = fleet.submit(MadeUpJob.urgent(name, plan.urgent()));
    fleet.awaitDelivered(job);
    return (fleet.sink().arrivalsOf(name).last() - job.began()) / 1e6;
  }

  /** How many seconds it is from the 202 until the last of its requests has come. */
  private double broadcast(SpeedFleet fleet, String name, int targets) {
    return ended(fleet, name, fleet.submit(MadeUpJob.of(name, targets)));
  }

  private double ended(SpeedFleet fleet, String name, Accepted broadcast) {
    fleet.awaitDelivered(broadcast);
    double seconds = (fleet.sink().arrivalsOf(name).last() - broadcast.answered()) / 1e9;
    reader.accept("%s: %.2f s".formatted(name, seconds));
    return seconds;
  }

  /** The urgent ones come at even distances, the last when nearly all of the broadcast is sent. */
  private double broadcastWithUrgent(
      FairPlan plan, SpeedFleet fleet, int number, List<Double> among) {
    String name = "broadcast-among-" + number;
    double distance = plan.expectedSeconds() * 1e9 / (plan.jobs() + 1);
    Accepted broadcast = fleet.submit(MadeUpJob.of(name, plan.broadcast()));
    for (int job = 1; job <= plan.jobs(); job++) {
      Pause.until(broadcast.answered() + (long) (job * distance));
      among.add(urgent(plan, fleet, "among-%d-%d".formatted(number, job)));
    }
    return ended(fleet, name, broadcast);
  }

  private static String milliseconds(List<Double> seen) {
    return "%.0f ms in the middle, p95 %.0f ms"
        .formatted(Percentile.of(50, seen), Percentile.of(95, seen));
  }

  private static List<Figure> figures(List<Round> rounds) {
    List<Double> alone = rounds.stream().flatMap(round -> round.alone().stream()).toList();
    List<Double> among = rounds.stream().flatMap(round -> round.among().stream()).toList();
    return List.of(
        Percentile.figure("an urgent job alone, ms", 50, 0, alone, Goal.none()),
        Percentile.figure("an urgent job alone, ms", 95, 0, alone, Goal.none()),
        Percentile.figure("during a broadcast, ms", 50, 0, among, Goal.none()),
        Percentile.figure("during a broadcast, ms", 95, 0, among, Goal.none()),
        figure("p95 of a round, times alone", 2, rounds, Round::times, Goal.atMost(2)),
        figure("the broadcast alone, s", 2, rounds, Round::undisturbed, Goal.none()),
        figure("with all urgent jobs, s", 2, rounds, Round::disturbed, Goal.none()),
        figure("slowed, %", 1, rounds, Round::slowed, Goal.atMost(5)));
  }

  private static Figure figure(
      String what, int decimals, List<Round> rounds, ToDoubleFunction<Round> of, Goal goal) {
    return Figure.of(
        what, decimals, rounds.stream().map(round -> of.applyAsDouble(round)).toList(), goal);
  }

  private static List<String> notes(FairPlan plan) {
    return List.of(
        "the urgent jobs are %.1f %% of the broadcast: so much they slow it by their mere number"
            .formatted(plan.added()));
  }

  private static List<String> conditions(FairPlan plan, SpeedFleet fleet) {
    return fleet.conditions(
        "%s, EGRESS_RATE %s each, so that the rate and not the cores are shared; MAX_CONCURRENT %d"
            .formatted(Words.count(plan.workers(), "worker"), Words.number(plan.rate()), STRENGTH),
        "HTTP/2 over TLS, the receiver answers after %d ms".formatted(LATENCY.toMillis()),
        "%s, each a broadcast of %s; %s of %s, high priority, other webhooks, at even distances"
            .formatted(
                Words.count(plan.rounds(), "round"),
                Words.count(plan.broadcast(), "target"),
                Words.count(plan.jobs(), "job"),
                Words.count(plan.urgent(), "target")));
  }
}
