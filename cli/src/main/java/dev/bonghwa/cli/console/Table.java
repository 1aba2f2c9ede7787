package dev.bonghwa.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Columns of text under their titles; numbers are aligned to the right. */
public final class Table {

  private static final String GAP = "  ";

  /** One column: its cells, the title first. */
  private record Column(boolean right, List<String> cells) {

    static Column titled(String title) {
      boolean right = title.startsWith(">");
      return new Column(right, new ArrayList<>(List.of(right ? title.substring(1) : title)));
    }

    String padded(int row) {
      int width = cells.stream().mapToInt(String::length).max().orElse(0);
      String text = cells.get(row);
      String padding = " ".repeat(width - text.length());
      return right ? padding + text : text + padding;
    }
  }

  private final List<Column> columns;
  private int rows = 1;

  /** A table with these titles; {@code ">TITLE"} aligns its column to the right. */
  public Table(String... titles) {
    columns = List.of(titles).stream().map(Column::titled).toList();
  }

  /** Adds a row with as many cells as there are titles. */
  public void row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("cells: " + cells.length);
    }
    for (int column = 0; column < cells.length; column++) {
      columns.get(column).cells().add(cells[column]);
    }
    rows++;
  }

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    for (int row = 0; row < rows; row++) {
      lines.add(line(row));
    }
    return String.join("\n", lines);
  }

  private String line(int row) {
    return String.join(GAP, columns.stream().map(column -> column.padded(row)).toList())
        .stripTrailing();
  }
}
