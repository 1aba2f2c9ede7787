package dev.bonghwa.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columns_areAsWideAsTheirWidestCell_andNumbersAlignRight() {
    var table = new Table("NODE", ">RATE");
    table.row("a", "1,250/s");
    table.row("strong", "9/s");

    assertThat(table)
        .hasToString(
            """
            NODE       RATE
            a       1,250/s
            strong      9/s\
            """);
  }

  @Test
  void row_withAnotherNumberOfCells_isRefused() {
    var table = new Table("A", "B");

    assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
  }
}
