package dev.bonghwa.cli.bench.share;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.bench.fleet.Accepted;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * A worker that joins when a quarter of a job is done.
 *
 * @param reader hears how it goes, line by line
 */
public record LateJoin(UnequalPlan plan, SpeedFleet fleet, Consumer<String> reader) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  /**
   * It sends to that door of the sink, alone.
   *
   * @return nothing when the job was over before the late one used all its permits
   */
  public List<Figure> play(int door) {
    fleet.sink().clear();
    Accepted job = fleet.submit(MadeUpJob.of("late-join", plan.targets()));
    until(() -> sent(door) >= plan.targets() / 4);
    String late = fleet.join(plan.strength(), door).name();
    until(() -> isAlive(late) || fleet.isOver(job));
    long joined = System.nanoTime();
    long left = plan.targets() - sent(door);
    until(() -> isBusy(door) || fleet.isOver(job));
    double full = (System.nanoTime() - joined) / 1e9;
    fleet.awaitDelivered(job);
    if (!isBusy(door)) {
      reader.accept("late worker: the job was over too soon");
      return List.of();
    }
    double first = (fleet.sink().arrivals(door).first() - joined) / 1e9;
    double rest = (System.nanoTime() - joined) / 1e9;
    double ideal = left / (plan.together() + plan.perSecond());
    reader.accept(
        "late worker: first request after %.2f s, all permits after %.2f s; the rest took %.1f s, ideal %.1f s"
            .formatted(first, full, rest, ideal));
    return List.of(
        Figure.once("s from a late one's joining to its first request", 2, first, Goal.none()),
        Figure.once("to as many as its permits", 2, full, Goal.atMost(2)),
        Figure.once("the rest of the job, times the ideal", 2, rest / ideal, Goal.none()));
  }

  /** Whether it has sent as many as its permits. */
  private boolean isBusy(int door) {
    return fleet.sink().arrivals(door).requests() >= plan.strength();
  }

  /** What the others have sent. */
  private long sent(int door) {
    long all = 0;
    for (int other = 0; other < door; other++) {
      all += fleet.sink().arrivals(other).requests();
    }
    return all;
  }

  private boolean isAlive(String node) {
    JsonNode nodes = fleet.client().nodes().path("nodes");
    return StreamSupport.stream(nodes.spliterator(), false)
        .anyMatch(one -> one.path("id").asText().equals(node) && one.path("alive").asBoolean());
  }

  private static void until(BooleanSupplier condition) {
    await("what is measured comes about")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .until(condition::getAsBoolean);
  }
}
