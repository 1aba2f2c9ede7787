package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

  private static Measurement measured(double rate) {
    return new Measurement(
        "worker h2",
        List.of("MAX_CONCURRENT 200"),
        List.of(
            Figure.once("deliveries/s", 0, rate, Goal.atLeast(40_000)),
            Figure.of("CPU-s", 2, List.of(1.5, 1.7, 1.9), Goal.atMost(1.7)),
            Figure.once("receiver, of a core", 2, 0.5, Goal.none())),
        List.of("the receiver was not the limit"));
  }

  @Test
  void table_hasTheGoalBesideEachFigure() {
    assertThat(measured(39_000).text())
        .isEqualTo(
            """
            MAX_CONCURRENT 200
            WORKER H2                         SEEN      GOAL  MET
            deliveries/s                    39,000  ≥ 40,000  NO
            CPU-s                1.70 (1.50..1.90)    ≤ 1.70  yes
            receiver, of a core               0.50
            note: the receiver was not the limit
            """);
  }

  @Test
  void json_hasTheMedianAndTheEnds_andAGoalOnlyWhereThereIsOne() {
    assertThat(measured(41_000).json().toString())
        .contains(
            "\"name\":\"worker h2\"",
            "{\"what\":\"CPU-s\",\"median\":1.7,\"least\":1.5,\"most\":1.9,\"rounds\":3,"
                + "\"goal\":\"≤ 1.70\",\"met\":true}",
            "\"median\":0.5,\"least\":0.5,\"most\":0.5,\"rounds\":1}");
  }

  @Test
  void partOfNothing_isNotJudged() {
    Figure share = Figure.once("as a multiple of the warm", 2, 1.0 / 0, Goal.atMost(1.3));
    var tiny = new Measurement("worker h2", List.of(), List.of(share), List.of());

    assertThat(tiny.text()).containsPattern("as a multiple of the warm +\\? +≤ 1.30 *\n");
    assertThat(tiny.json().toString()).contains("\"median\":null").doesNotContain("met");
  }

  @Test
  void page_keepsWhatPeopleWrote_andGetsTheNewFiguresInTheirPlace() {
    String first = ReportPage.with("# Speed\n\nBefore.\n", measured(41_000), DAY);
    String second = ReportPage.with(first + "\nAfter.\n", measured(42_000), DAY);

    assertThat(second)
        .startsWith("# Speed\n\nBefore.\n\n## Last figures\n\n### worker h2\n")
        .contains("Measured 2026-01-02.", "| deliveries/s | 42,000 | ≥ 40,000 | yes |")
        .doesNotContain("41,000")
        .endsWith("<!-- end of figures -->\n\nAfter.\n");
  }

  @Test
  void runWithOtherOptions_hasAPlaceOfItsOwn() {
    String page = ReportPage.with("# Speed\n", measured(41_000), DAY);

    String both = ReportPage.with(page, measured(30_000).with("memory 64"), DAY);

    assertThat(both)
        .startsWith(page)
        .contains("\n### worker h2, memory 64\n", "30,000")
        .containsOnlyOnce("## Last figures");
  }
}
