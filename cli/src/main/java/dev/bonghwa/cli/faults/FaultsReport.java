package dev.bonghwa.cli.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The page that the suite writes of itself: every figure in it was measured by the run. */
public final class FaultsReport {

  private static final String INTRODUCTION =
      """
      # What was done to the fleet, and what came of it

      Written by `./bonghwa faults --report FILE`; not by hand. Each case runs real processes (Redis, nms-api, node-workers) against a receiver that
      records every request. After each, one checker compares the report of the API with the receiver's record: every target in exactly one end
      state, every delivered one answered with 2xx, counts that add up at every look, no more connections to Redis than promised, and no token in
      any output, metric or CLIENT LIST.

      *lost*: targets in no end state, or delivered by report only. *twice*: successes beyond the first of a target; *bound*: the most that is
      promised of these (in flight, and answered within one settle interval). *recovered*: the longest time from the fault, or from its end, to
      work going on, where the case measures it. `./bonghwa faults --only NAME --seed SEED` plays a row again.

      """;

  private FaultsReport() {}

  /** Markdown. */
  public static String of(List<CaseResult> results) {
    var page = new StringBuilder(INTRODUCTION);
    page.append("| case | what is done | promised | seed | targets | lost | twice | bound |");
    page.append(" recovered | took | kept |\n|---|---|---|--:|--:|--:|--:|--:|--:|--:|---|\n");
    results.forEach(result -> page.append(row(result)));
    results.stream().filter(r -> !r.note().isEmpty()).forEach(r -> page.append(note(r)));
    results.stream().filter(r -> !r.isKept()).forEach(r -> page.append(explanation(r)));
    return page.toString();
  }

  private static String row(CaseResult r) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %,d | %,d | %,d | %,d | %s | %s | %s |%n",
        r.played().name(),
        r.played().fault(),
        r.played().promise(),
        r.seed(),
        r.targets(),
        r.lost(),
        r.twice(),
        r.bound(),
        seconds(r.recovered()),
        seconds(r.took()),
        r.verdict().replace("NO", "**no**"));
  }

  private static String seconds(@Nullable Duration time) {
    return time == null ? "" : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  private static String note(CaseResult result) {
    return "\n*" + result.played().name() + "*: " + result.note() + "\n";
  }

  private static String explanation(CaseResult result) {
    return "\n## "
        + result.played().name()
        + " broke its promise\n\n- "
        + String.join("\n- ", result.broken().stream().map(FaultsReport::oneLine).toList())
        + "\n";
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
