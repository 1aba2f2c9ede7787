package dev.bonghwa.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every build plays one case of each kind, CI most of the others too, and a full run all of them.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultSuiteIT {

  /** {@code daily}; {@code quick}, which is what else can be played in minutes; or {@code full}. */
  private static final String CHOSEN = System.getProperty("faults", "daily");

  /** A page to which results are added, with its whole path; empty: none. */
  private static final String REPORT = System.getProperty("faults.report", "");

  static List<FaultCase> cases() {
    return switch (CHOSEN) {
      case "daily" -> Catalogue.daily();
      case "quick" -> Catalogue.beyondDaily();
      case "full" -> Catalogue.all();
      default -> throw new IllegalArgumentException("-Dfaults=" + CHOSEN);
    };
  }

  @BeforeAll
  static void prepare() {
    suite().prepare();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Timeout(3_600)
  void allPromisesAreKept(FaultCase fault) {
    long seed = Long.getLong("faults.seed", ThreadLocalRandom.current().nextLong(1, 1_000_000));

    CaseResult result = suite().play(fault, seed);

    report(result);
    Assumptions.assumeFalse(result.isSkipped(), result.skipped());
    assertThat(result.broken()).isEmpty();
  }

  /** Cases end on two threads. */
  private static synchronized void report(CaseResult result) {
    if (!REPORT.isEmpty()) {
      try {
        Path file = Path.of(REPORT);
        String page = Files.exists(file) ? Files.readString(file) : "";
        FaultsReport report = FaultsReport.of(page, Clock.systemUTC());
        report.add(result);
        Files.writeString(file, report.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Suite suite() {
    return new Suite(CHOSEN.equals("full") ? Scale.FULL : Scale.QUICK, System.out::println);
  }
}
