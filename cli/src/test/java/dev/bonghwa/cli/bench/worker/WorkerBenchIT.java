package dev.bonghwa.cli.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerBenchIT {

  @Test
  void tinyJobs_areDeliveredAndMeasured() {
    var plan = new WorkerPlan(500, 1, true, 50, Duration.ZERO, false, 256, List.of());
    var story = new ArrayList<String>();

    // Not pinned: the tests after this one want all cores.
    Measurement measured = new WorkerBench(new Cores(Optional.empty(), 2), story::add).play(plan);

    assertThat(story)
        .anyMatch(line -> line.startsWith("fresh: "))
        .anyMatch(line -> line.startsWith("round-1: "));
    assertThat(measured.figures())
        .extracting(Figure::what)
        .contains("deliveries/s", "Redis commands per batch of 500");
    assertThat(measured.conditions()).anyMatch(line -> line.startsWith("NOT pinned"));
    Figure rate = measured.figures().getFirst();
    assertThat(rate.seen().median()).isPositive();
  }
}
