package dev.bonghwa.cli.bench.citizen;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page that the bench writes of itself: every figure in it was measured by a run. A section for
 * each scenario, of the last time it was played.
 */
public final class CitizenReport {

  private static final String INTRODUCTION =
      """
      # Whether the fleet is a good citizen at Discord

      Written by `./bonghwa bench citizen --report FILE`; not by hand. Each scenario runs real processes (Redis, nms-api, node-workers) against a
      receiver that holds every address, webhook and channel to Discord's limits and counts what it refuses. The addresses are those of 127.0.0.0/8.
      `./bonghwa bench citizen --only NAME --seed SEED` plays a scenario again with the same webhooks and the same faults; no two runs are the same to
      the millisecond.

      """;

  private static final Pattern SECTION = Pattern.compile("(?ms)^## ([a-z]+)\\n.*?(?=^## |\\z)");

  private final Clock clock;
  private final Map<String, String> sections;

  private CitizenReport(Clock clock, Map<String, String> sections) {
    this.clock = clock;
    this.sections = sections;
  }

  /** Whether this text is a page of the bench, which may be written anew. */
  public static boolean isPage(String text) {
    return text.startsWith(INTRODUCTION.lines().findFirst().orElseThrow());
  }

  /** The sections of a page written before, or of an empty text none. */
  public static CitizenReport of(String page, Clock clock) {
    var sections =
        SECTION
            .matcher(page)
            .results()
            .collect(
                Collectors.toMap(
                    section -> section.group(1),
                    MatchResult::group,
                    (a, b) -> b,
                    LinkedHashMap::new));
    return new CitizenReport(clock, sections);
  }

  /** Instead of what the page said of this scenario. */
  public void add(ScenarioResult result) {
    sections.put(result.played().name(), section(result));
  }

  /** Markdown, in the order of the scenarios; one that is no longer there is left out. */
  @Override
  public String toString() {
    return Scenarios.all().stream()
        .map(scenario -> sections.get(scenario.name()))
        .filter(Objects::nonNull)
        .map(String::strip)
        .collect(Collectors.joining("\n\n", INTRODUCTION, "\n"));
  }

  private String section(ScenarioResult result) {
    String parameters =
        result.parameters().stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    String goals = result.goals().stream().map(CitizenReport::row).collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        """
        ## %s

        %s. Played %s, seed %d, %d s.

        %s
        | measured | goal | seen | met |
        |---|---|---|---|
        %s\
        """,
        result.played().name(),
        result.played().what(),
        LocalDate.now(clock),
        result.seed(),
        result.took().toSeconds(),
        parameters,
        goals);
  }

  private static String row(Judged judged) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            cell(judged.what()),
            cell(judged.goal()),
            cell(judged.seen()),
            judged.met() ? "yes" : "**no**");
  }

  private static String cell(String text) {
    return text.replaceAll("\\R", " ").replace("|", "\\|");
  }
}
