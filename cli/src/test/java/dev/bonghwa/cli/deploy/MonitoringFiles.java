package dev.bonghwa.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code deploy/} says of metrics: rules, alerts, dashboard and the list of them. */
public final class MonitoringFiles {

  static final Path DEPLOY = Path.of("../deploy");

  /** Not those that a rule records, which have colons in their names. */
  private static final Pattern SCRAPED =
      Pattern.compile("(?<![:\\w])(?:bonghwa|process)_\\w+(?![:\\w])");

  private static final Pattern SAMPLE = Pattern.compile("(?m)^(?:# TYPE )?(\\w+)");
  private static final Pattern OWN_FAMILY = Pattern.compile("(?m)^# TYPE (bonghwa_\\w+)");

  private MonitoringFiles() {}

  /**
   * Whatever a file here names is on the pages of the programs, and METRICS.md has all they show.
   */
  public static void requireAgreement(String pages) {
    Set<String> shown = found(SAMPLE, 1, pages);

    assertThat(shown).as("metrics on the pages of both programs").containsAll(named());
    assertThat(found(SCRAPED, 0, read("METRICS.md")))
        .as("metrics in METRICS.md")
        .containsAll(
            found(OWN_FAMILY, 1, pages).stream()
                .filter(name -> !name.endsWith("_seconds_max"))
                .toList());
  }

  private static Set<String> named() {
    return Stream.of(
            "prometheus/rules.yml", "prometheus/alerts.yml", "grafana/bonghwa.json", "METRICS.md")
        .flatMap(file -> found(SCRAPED, 0, read(file)).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> found(Pattern pattern, int group, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String read(String file) {
    try {
      return Files.readString(DEPLOY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
