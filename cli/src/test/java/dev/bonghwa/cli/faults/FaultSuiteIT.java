package dev.bonghwa.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every build plays one case of each kind, the profile {@code faults} all of them. */
@Execution(ExecutionMode.CONCURRENT)
class FaultSuiteIT {

  /** {@code daily}, {@code quick} or {@code full}. */
  private static final String CHOSEN = System.getProperty("faults", "daily");

  static List<FaultCase> cases() {
    return CHOSEN.equals("daily") ? Catalogue.daily() : Catalogue.all();
  }

  /**
   * A fleet that ends in an orderly way keeps its classes; all later ones start in half the time.
   */
  @BeforeAll
  static void keepClasses() {
    try (Arena arena =
        new Arena(Scale.QUICK, 1, new Story("first", System.out::println), new Figures())) {
      CaseFleet fleet = arena.fleet(arena.redis()).start(10);
      fleet.submit("first", 50).awaitEnd(Duration.ofSeconds(60));
      fleet.terminate(1);
      fleet.nms().signal(Signal.TERM);
      fleet.nms().awaitExit(Duration.ofSeconds(60));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Timeout(900)
  void allPromisesAreKept(FaultCase fault) {
    Scale scale = CHOSEN.equals("full") ? Scale.FULL : Scale.QUICK;
    long seed = Long.getLong("faults.seed", ThreadLocalRandom.current().nextLong(1, 1_000_000));

    CaseResult result = new Suite(scale, System.out::println).play(fault, seed);

    Assumptions.assumeFalse(result.isSkipped(), result.skipped());
    assertThat(result.broken()).isEmpty();
  }
}
