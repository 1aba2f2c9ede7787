package dev.bonghwa.cli.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page that the suite writes of itself: every figure in it was measured by a run. One line for
 * each case and size, the last time it was played: so a page grows by as many runs as one likes.
 */
public final class FaultsReport {

  private static final String INTRODUCTION =
      """
      # What was done to the fleet, and what came of it

      Written by `./bonghwa faults --report FILE`; not by hand. Each case runs real processes (Redis, nms-api, node-workers) against a receiver that
      records every request. After each, one checker compares the report of the API with the receiver's record: every target in exactly one end
      state, every delivered one answered with 2xx, no more connections to Redis than a program has while it connects anew, and no token in any
      output, metric or CLIENT LIST. At every look before, no more was delivered than had been answered so, what had ended had stayed so, and no
      count was negative.

      *size*: quick takes seconds, full is as big as the promises are worded. *lost*: targets in no end state, or delivered by report only. *twice*:
      successes beyond the first of a target; *bound*: the most that is promised of these (in flight, and answered within one settle interval).
      *recovered*: the longest time from the fault, or from its end, to work going on, where the case measures it. `./bonghwa faults [--full] --only
      NAME --seed SEED` plays a case again with the same draws; no two runs are the same to the millisecond.

      | case | what is done | promised | played | size | seed | targets | lost | twice | bound | recovered | took | kept | more |
      |---|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|---|---|
      """;

  private static final String UNPROMISED =
      """

      ## What one could want, and no case promises

      | wanted | what holds, and why not more |
      |---|---|
      """;

  /** A row of this page: the case, what is done, the promise, the day, the size, and the rest. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| ([a-z0-9-]+) \\|(?:[^|]|\\\\\\|)+\\|(?:[^|]|\\\\\\|)+\\| [-0-9]{10} \\|"
              + " (quick|full) \\|.*$");

  private final Clock clock;
  private final Map<String, String> rows;

  private FaultsReport(Clock clock, Map<String, String> rows) {
    this.clock = clock;
    this.rows = rows;
  }

  /** Whether this text is a page of the suite, which may be written anew. */
  public static boolean isPage(String text) {
    return text.startsWith(INTRODUCTION.lines().findFirst().orElseThrow());
  }

  /** The rows of a page written before, or of an empty text none. */
  public static FaultsReport of(String page, Clock clock) {
    var rows =
        ROW.matcher(page)
            .results()
            .collect(
                Collectors.toMap(
                    row -> key(row.group(1), row.group(2)),
                    MatchResult::group,
                    (a, b) -> b,
                    LinkedHashMap::new));
    return new FaultsReport(clock, rows);
  }

  /**
   * Instead of what the page said of this case at this size. One that was skipped says less than
   * any before.
   */
  public void add(CaseResult result) {
    String key = key(result.played().name(), size(result.scale()));
    if (!result.isSkipped() || !rows.containsKey(key)) {
      rows.put(key, row(result));
    }
  }

  /** Markdown, in the order of the catalogue; a case that is no longer there is left out. */
  @Override
  public String toString() {
    return Catalogue.all().stream()
        .flatMap(played -> sizes(played.name()))
        .collect(Collectors.joining("\n", INTRODUCTION, "\n" + UNPROMISED + unpromised()));
  }

  private static String unpromised() {
    return Unpromised.all().stream()
        .map(one -> "| %s | %s |\n".formatted(one.wanted(), one.instead()))
        .collect(Collectors.joining());
  }

  private Stream<String> sizes(String name) {
    return Stream.of(Scale.FULL, Scale.QUICK)
        .map(scale -> rows.get(key(name, size(scale))))
        .filter(Objects::nonNull);
  }

  private static String key(String name, String size) {
    return name + " " + size;
  }

  private static String size(Scale scale) {
    return scale.name().toLowerCase(Locale.ROOT);
  }

  private String row(CaseResult r) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %d | %,d | %,d | %,d | %,d | %s | %s | %s | %s |",
        r.played().name(),
        cell(r.played().fault()),
        cell(r.played().promise()),
        LocalDate.now(clock),
        size(r.scale()),
        r.seed(),
        r.targets(),
        r.lost(),
        r.twice(),
        r.bound(),
        seconds(r.recovered()),
        seconds(r.took()),
        verdict(r),
        cell(r.note()));
  }

  private static String seconds(@Nullable Duration time) {
    return time == null ? "" : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  private static String verdict(CaseResult result) {
    return result.isKept()
        ? cell(result.verdict())
        : result.broken().stream()
            .map(FaultsReport::firstLine)
            .map(FaultsReport::cell)
            .collect(Collectors.joining("; ", "**no**: ", ""));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String cell(String text) {
    return text.replaceAll("\\R", " ").replace("|", "\\|");
  }
}
