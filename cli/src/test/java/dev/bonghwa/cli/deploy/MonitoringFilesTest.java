package dev.bonghwa.cli.deploy;

import static dev.bonghwa.cli.deploy.MonitoringFiles.found;
import static dev.bonghwa.cli.deploy.MonitoringFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {

  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern RUNBOOK = Pattern.compile("runbook: deploy/README.md#(\\w+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (Bonghwa\\w+)$");
  private static final Pattern TESTED = Pattern.compile("alertname=\"(\\w+)\"");
  private static final Pattern RECORD = Pattern.compile("record: (\\S+)");
  private static final Pattern RECORDED = Pattern.compile("\\b(?:fleet|group):\\w+:\\w+");

  @Test
  void eachAlert_hasItsEntryInTheReadme_andACaseInWhichItFires() {
    Set<String> alerts = found(ALERT, 1, read("prometheus/alerts.yml"));

    assertThat(found(HEADING, 1, read("README.md"))).isEqualTo(alerts);
    assertThat(found(TESTED, 1, read("prometheus/alerts-test.yml"))).isEqualTo(alerts);
    assertThat(found(RUNBOOK, 1, read("prometheus/alerts.yml")))
        .isEqualTo(
            alerts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  @Test
  void whatIsUsedAsRecorded_isRecorded() {
    Set<String> recorded = found(RECORD, 1, read("prometheus/rules.yml"));

    assertThat(recorded).containsAll(found(RECORDED, 0, read("prometheus/alerts.yml")));
    assertThat(recorded).isEqualTo(recordedThatAreUsed());
  }

  @Test
  void theDashboard_isJson_inTheOrderOfTheSteps() throws Exception {
    JsonNode panels = new ObjectMapper().readTree(read("grafana/bonghwa.json")).path("panels");

    List<String> rows =
        panels
            .valueStream()
            .filter(panel -> panel.path("type").asText().equals("row"))
            .map(panel -> panel.path("title").asText())
            .toList();
    assertThat(String.join(" ", rows)).containsSubsequence("①②③④⑤⑥⑦⑧⑨⑩".split(""));
    assertThat(panels.valueStream())
        .allMatch(panel -> panel.path("type").asText().equals("row") || hasData(panel));
  }

  private static Set<String> recordedThatAreUsed() {
    return found(
        RECORDED,
        0,
        read("prometheus/alerts.yml")
            + read("grafana/bonghwa.json")
            + read("prometheus/rules.yml").replaceAll("record: .*", ""));
  }

  /** From the data source that is provided, by its uid. */
  private static boolean hasData(JsonNode panel) {
    return !panel.path("targets").isEmpty()
        && panel
            .path("targets")
            .valueStream()
            .allMatch(
                target ->
                    !target.path("expr").asText().isEmpty()
                        && read("grafana/datasource.yml")
                            .contains("uid: " + target.at("/datasource/uid").asText() + "\n"));
  }
}
