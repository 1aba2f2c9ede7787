package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.console.Table;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.faults.CaseResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run of the fault suite came to. */
final class FaultsSummary {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<CaseResult> results;

  FaultsSummary(List<CaseResult> results) {
    this.results = results;
  }

  /** A table, and what was broken. */
  String text() {
    var table =
        new Table("CASE", ">SEED", ">TARGETS", ">LOST", ">TWICE", ">BOUND", ">RECOVERED", "KEPT");
    results.forEach(
        r ->
            table.row(
                r.played().name(),
                Long.toString(r.seed()),
                Words.number(r.targets()),
                Words.number(r.lost()),
                Words.number(r.twice()),
                Words.number(r.bound()),
                recovered(r.recovered()),
                r.verdict()));
    return table + broken();
  }

  private static String recovered(@Nullable Duration time) {
    return time == null ? "" : Words.duration(time);
  }

  /** Said again here: with {@code --quiet} no story was told. */
  private String broken() {
    var lines = new StringBuilder();
    for (CaseResult result : results) {
      result
          .broken()
          .forEach(
              what -> lines.append("\n").append(result.played().name()).append(": ").append(what));
    }
    return lines.toString();
  }

  /** An array, one object for each case. */
  String json() {
    ArrayNode all = JSON.createArrayNode();
    results.forEach(result -> all.add(json(result)));
    return all.toPrettyString();
  }

  private static ObjectNode json(CaseResult r) {
    ObjectNode one =
        JSON.createObjectNode()
            .put("case", r.played().name())
            .put("size", r.scale().name().toLowerCase(Locale.ROOT))
            .put("seed", r.seed())
            .put("targets", r.targets())
            .put("lost", r.lost())
            .put("twice", r.twice())
            .put("bound", r.bound())
            .put("recovered_seconds", seconds(r.recovered()))
            .put("took_seconds", seconds(r.took()))
            .put("skipped", r.isSkipped())
            .put("kept", r.isKept())
            .put("note", r.isSkipped() ? r.skipped() : r.note());
    ArrayNode broken = one.putArray("broken");
    r.broken().forEach(broken::add);
    return one;
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toMillis() / 1e3;
  }
}
