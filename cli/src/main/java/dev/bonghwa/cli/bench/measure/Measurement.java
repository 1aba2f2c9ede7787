package dev.bonghwa.cli.bench.measure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.console.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a bench came to.
 *
 * @param name such as {@code worker h2}: its place in a page goes by it
 * @param conditions under which it was measured, a sentence each
 * @param notes what a reader must know to trust the figures, a sentence each
 */
public record Measurement(
    String name, List<String> conditions, List<Figure> figures, List<String> notes) {

  public Measurement {
    conditions = List.copyOf(conditions);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** The same of a run with options that make it another one, with a place of its own in a page. */
  public Measurement with(String options) {
    return options.isEmpty()
        ? this
        : new Measurement(name + ", " + options, conditions, figures, notes);
  }

  /** The same, and goals that are beside its figures are most of them not for it. */
  public Measurement unlikeTheGoals(String options) {
    return options.isEmpty() || figures.stream().allMatch(figure -> figure.goal().isNone())
        ? with(options)
        : new Measurement(
                name, conditions, figures, noting("most goals are for a run without: " + options))
            .with(options);
  }

  private List<String> noting(String more) {
    return Stream.concat(Stream.of(more), notes.stream()).toList();
  }

  /** For a terminal. */
  public String text() {
    var table = new Table(name.toUpperCase(Locale.ROOT), ">SEEN", ">GOAL", "MET");
    figures.forEach(f -> table.row(f.what(), f.seenText(), f.goalText(), f.verdict()));
    return lines(conditions, "") + table + "\n" + lines(notes, "note: ");
  }

  /** For programs; numbers are not rounded. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
    conditions.forEach(json.putArray("conditions")::add);
    ArrayNode rows = json.putArray("figures");
    figures.forEach(figure -> rows.add(json(figure)));
    notes.forEach(json.putArray("notes")::add);
    return json;
  }

  private static ObjectNode json(Figure figure) {
    ObjectNode row =
        JsonNodeFactory.instance
            .objectNode()
            .put("what", figure.what())
            .put("median", finite(figure.seen().median()))
            .put("least", finite(figure.seen().least()))
            .put("most", finite(figure.seen().most()))
            .put("rounds", figure.seen().rounds());
    if (!figure.goal().isNone()) {
      row.put("goal", figure.goalText());
    }
    return figure.isJudged() ? row.put("met", figure.isMet()) : row;
  }

  /** JSON knows no other. */
  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** For a page. */
  public String markdown(LocalDate day) {
    String rows = figures.stream().map(Measurement::row).collect(Collectors.joining());
    return "Measured "
        + day
        + ".\n\n"
        + lines(conditions, "- ")
        + "\n| | median (least..most) | goal | met |\n|---|--:|--:|---|\n"
        + rows
        + (notes.isEmpty() ? "" : "\n" + lines(notes, "- "));
  }

  private static String row(Figure figure) {
    return "| %s | %s | %s | %s |\n"
        .formatted(figure.what(), figure.seenText(), figure.goalText(), figure.verdict());
  }

  private static String lines(List<String> sentences, String before) {
    return sentences.stream().map(line -> before + line + "\n").collect(Collectors.joining());
  }
}
