package dev.bonghwa.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsReportTest {
  private static final Clock FIRST = at("2026-03-01T12:00:00Z");
  private static final Clock SECOND = at("2026-03-02T12:00:00Z");

  @Test
  void secondRun_keepsTheRowsOfTheFirst_butOfCasesPlayedAgain() {
    FaultsReport first = FaultsReport.of("", FIRST);
    first.add(result("worker-kill", "", List.of()));
    first.add(result("worker-term", "", List.of()));

    FaultsReport second = FaultsReport.of(first.toString(), SECOND);
    second.add(result("worker-term", "", List.of("3 | 4 are lost\nat a place")));

    assertThat(rows(second))
        .satisfiesExactly(
            kill -> assertThat(kill).contains("| 2026-03-01 | quick | 7 |", "| yes |"),
            term -> assertThat(term).contains("| 2026-03-02 |", "| **no**: 3 \\| 4 are lost |"));
  }

  @Test
  void smallRun_leavesTheLargeOne() {
    FaultsReport report = FaultsReport.of("", FIRST);
    report.add(result("worker-kill", Scale.FULL, "", List.of()));
    report.add(result("worker-kill", Scale.QUICK, "", List.of()));

    assertThat(rows(FaultsReport.of(report.toString(), SECOND)))
        .satisfiesExactly(
            full -> assertThat(full).contains("| full |"),
            quick -> assertThat(quick).contains("| quick |"));
  }

  @Test
  void rowsOfAnotherForm_areLeftOut() {
    FaultsReport report = FaultsReport.of("| worker-kill | harm | promise | 7 | yes |", FIRST);

    assertThat(rows(report)).isEmpty();
  }

  @Test
  void skippedCase_leavesWhatWasPlayedElsewhere() {
    FaultsReport report = FaultsReport.of("", FIRST);
    report.add(result("cable-idle", "", List.of()));
    report.add(result("cable-idle", "needs root", List.of()));
    report.add(result("clock-jump", "needs libfaketime", List.of()));

    assertThat(rows(report))
        .satisfiesExactly(
            clock -> assertThat(clock).contains("skipped: needs libfaketime"),
            cable -> assertThat(cable).contains("| yes |"));
  }

  @Test
  void caseThatIsNoLongerInTheCatalogue_isLeftOut() {
    FaultsReport report = FaultsReport.of("", FIRST);
    report.add(result("made-up", "", List.of()));

    assertThat(rows(report)).isEmpty();
  }

  private static List<String> rows(FaultsReport report) {
    return report.toString().lines().filter(line -> line.contains("| 7 |")).toList();
  }

  private static CaseResult result(String name, String skipped, List<String> broken) {
    return result(name, Scale.QUICK, skipped, broken);
  }

  private static CaseResult result(String name, Scale scale, String skipped, List<String> broken) {
    var played = new FaultCase(name, "harm | worse", "promise", arena -> {});
    return new CaseResult(
        played, scale, 7, 10, 0, 0, 0, null, Duration.ofSeconds(1), "", skipped, broken);
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
