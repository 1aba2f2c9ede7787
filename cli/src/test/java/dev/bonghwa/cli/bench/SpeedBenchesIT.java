package dev.bonghwa.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.bench.fleet.Order;
import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.bench.worker.WorkerBench;
import dev.bonghwa.cli.bench.worker.WorkerPlan;
import dev.bonghwa.cli.fleet.Station;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every speed bench, as small as it can be, on one fleet: starting one is what takes the time. */
class SpeedBenchesIT {

  /** Not pinned: the tests beside this one want all cores. */
  private static final Cores CORES = new Cores(Optional.empty(), 2);

  private static final List<String> STORY = new ArrayList<>();

  private static SpeedFleet fleet;

  @BeforeAll
  static void start() {
    var receiver = new SinkPlan(true, List.of(Duration.ZERO, Duration.ZERO), Order.MARKER);
    // Compiling for speed would cost more than such a short run gives back.
    fleet =
        SpeedFleet.start(
            List.of(Station.of(50)),
            receiver,
            Placement.anywhere(CORES, 256),
            program -> program.jvm("-XX:TieredStopAtLevel=1"));
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  private static double median(Measurement measured, String what) {
    return measured.figures().stream()
        .filter(figure -> figure.what().equals(what))
        .map((Figure figure) -> figure.seen().median())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + what + " in " + measured.text()));
  }

  @Test
  void worker_isMeasured() {
    var plan = new WorkerPlan(500, 1, true, 50, Duration.ZERO, false, 256, List.of());

    Measurement measured = new WorkerBench(CORES, STORY::add).play(plan, fleet);

    assertThat(STORY)
        .anyMatch(line -> line.startsWith("fresh: "))
        .anyMatch(line -> line.startsWith("round-1: "));
    assertThat(measured.conditions()).anyMatch(line -> line.startsWith("NOT pinned"));
    assertThat(median(measured, "deliveries/s")).isPositive();
    assertThat(median(measured, "Redis commands per batch of 500")).isPositive();
  }
}
