package dev.bonghwa.cli.bench.here;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.fleet.Station;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sizes this machine.
 *
 * @param reader hears how it goes, line by line
 */
public record HereBench(Cores cores, Consumer<String> reader) {

  private static final int TRIED = 200;

  /** Load of a core up to which a machine does nothing else. */
  private static final double IDLE = 0.5;

  /** As in the stack that this project comes with. */
  private static final int USUAL_MEGABYTES = 384;

  /** How a run went, and under what conditions. */
  private record Run(Seen seen, List<String> conditions) {}

  /**
   * The notes are what to tell an operator.
   *
   * @param busy the machine's load before anything was started
   */
  public Measurement play(HerePlan plan, double busy) {
    reader.accept("first as fast as it can: starting Redis, nms-api, a worker and a receiver");
    Run trial = run(plan, "fast", TRIED, USUAL_MEGABYTES, Duration.ZERO);
    Advice advice = Advice.of(trial.seen(), TRIED, plan.latency());
    Run proof = run(plan, advice);
    Advice less = advice.lowered(trial.seen(), TRIED, proof.seen(), plan.latency());
    if (less.isMuchLessThan(advice)) {
      advice = less;
      proof = run(plan, less);
    }
    return new Measurement(
        "here",
        trial.conditions(),
        figures(trial.seen(), proof.seen(), advice),
        notes(advice.lines(proof.seen().rate(), plan.latency()), busy));
  }

  private List<String> notes(List<String> advice, double busy) {
    if (busy <= cores.count() * IDLE) {
      return advice;
    }
    String warning =
        "THE MACHINE WAS BUSY (load %.1f): it is worth more than this. Run it again when it does nothing else."
            .formatted(busy);
    return Stream.concat(Stream.of(warning), advice.stream()).toList();
  }

  private Run run(HerePlan plan, Advice advice) {
    reader.accept("then as advised: " + advice);
    String name = "advised-" + advice.maxConcurrent();
    return run(plan, name, advice.maxConcurrent(), advice.megabytes(), plan.latency());
  }

  private Run run(HerePlan plan, String name, int strength, int megabytes, Duration latency) {
    try (SpeedFleet fleet =
        SpeedFleet.start(
            List.of(Station.of(strength)),
            SinkPlan.of(latency),
            new Placement(cores, "worker", megabytes))) {
      return new Run(play(plan, name, fleet), fleet.conditions());
    }
  }

  /** One of the runs, on a fleet that is there already. */
  public Seen play(HerePlan plan, String name, SpeedFleet fleet) {
    return new Trial(plan, reader).play(fleet, name);
  }

  private static List<Figure> figures(Seen fast, Seen advised, Advice advice) {
    return List.of(
        once("deliveries/s, answered at once", 0, fast.rate()),
        once("worker CPU-s per 100,000", 2, fast.cpu()),
        once("anonymous MiB", 0, fast.anonymous()),
        once("MAX_CONCURRENT advised", 0, advice.maxConcurrent()),
        once("container advised, MB", 0, advice.megabytes()),
        once("deliveries/s, as advised and with the latency", 0, advised.rate()),
        once("its worker CPU-s per 100,000", 2, advised.cpu()),
        Figure.once(
            "its anonymous MiB", 0, advised.anonymous(), Goal.atMost(advice.megabytes() * 0.9)));
  }

  private static Figure once(String what, int decimals, double value) {
    return Figure.once(what, decimals, value, Goal.none());
  }
}
