package dev.bonghwa.cli.bench.worker;

import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.bench.fleet.Accepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plays rounds on a fleet. */
record Rounds(WorkerFleet fleet, Consumer<String> reader) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  Round play(Load load) {
    fleet.sink().clear();
    Moment before = Moment.of(fleet);
    Moment accepted = carryOut(load);
    Moment settled = Moment.of(fleet);
    var round = new Round(load.allTargets(), before, accepted, settled, fleet.sink().arrivals());
    reader.accept(load.name() + ": " + round);
    return round;
  }

  /** Returns the moment in which the first that was waited for had been accepted. */
  private Moment carryOut(Load load) {
    List<Accepted> open = new ArrayList<>();
    List<Moment> accepted = new ArrayList<>();
    for (int job = 1; job <= load.jobs(); job++) {
      open.add(fleet.submit(load.name() + "-" + job, load.targets()));
      if (!load.atOnce() || job == load.jobs()) {
        accepted.add(Moment.of(fleet));
        awaitRequests((long) job * load.targets());
        open.forEach(fleet::awaitDelivered);
        open.clear();
      }
    }
    return accepted.getFirst();
  }

  /** Asks nms-api only when nearly all is done: it would cost Redis commands that are counted. */
  private void awaitRequests(long requests) {
    await("all requests have come")
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .until(() -> fleet.sink().arrivals().requests() >= requests);
  }
}
