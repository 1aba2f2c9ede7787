package dev.bonghwa.cli.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Measurement;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ScaleBenchIT {

  @Test
  void smallFleet_worksAllOff_andIsWorkedOutForALargeOne() {
    var plan = new ScalePlan(3, 2, 4_000, 1_000_000_000, 2, 1);
    var story = new ArrayList<String>();

    Measurement measured = new ScaleBench(story::add).play(plan);

    assertThat(story)
        .anyMatch(line -> line.startsWith("upkeep of 2 jobs: "))
        .anyMatch(line -> line.startsWith("all is worked off: "));
    double bytes = median(measured, "bytes of Redis per pending target");
    assertThat(bytes).isBetween(80.0, 200.0);
    assertThat(median(measured, "GB of Redis for 1,000,000,000")).isEqualTo(bytes);
    assertThat(median(measured, "Redis commands per batch, claimed alone, 2 settles"))
        .isGreaterThan(3);
  }

  private static double median(Measurement measured, String what) {
    return measured.figures().stream()
        .filter(figure -> figure.what().equals(what))
        .map((Figure figure) -> figure.seen().median())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + what + " in " + measured.text()));
  }
}
