package dev.bonghwa.cli.bench.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitizenReportTest {
  private static final Scenario MANY = Scenarios.all().getFirst();
  private static final Scenario BANS = Scenarios.all().get(1);

  @Test
  void figuresOfARun_areInItsSection() {
    CitizenReport report = CitizenReport.of("", at("2026-03-01T12:00:00Z"));
    report.add(result(MANY, new Judged("bans | all", "0", "1", false)));

    assertThat(report.toString())
        .contains("Played 2026-03-01, seed 7, 90 s.\n\n- 5 targets\n\n| measured ")
        .endsWith("|---|---|---|---|\n| bans \\| all | 0 | 1 | **no** |\n");
  }

  @Test
  void secondRun_keepsWhatItHasNotPlayed() {
    CitizenReport first = CitizenReport.of("", at("2026-03-01T12:00:00Z"));
    first.add(result(BANS, new Judged("a", "0", "0", true)));
    first.add(result(MANY, new Judged("b", "0", "0", true)));

    CitizenReport second = CitizenReport.of(first.toString(), at("2026-03-02T12:00:00Z"));
    second.add(result(MANY, new Judged("c", "0", "0", true)));

    assertThat(second.toString())
        .contains("| c | 0 | 0 | yes |\n\n## bans\n", "Played 2026-03-01", "| a | 0 | 0 | yes |")
        .doesNotContain("| b |");
    assertThat(CitizenReport.isPage(second.toString())).isTrue();
    assertThat(CitizenReport.of(second.toString(), at("2026-03-03T12:00:00Z")))
        .hasToString(second.toString());
  }

  private static ScenarioResult result(Scenario scenario, Judged goal) {
    return new ScenarioResult(
        scenario, 7, List.of("5 targets"), List.of(goal), Duration.ofSeconds(90));
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }
}
