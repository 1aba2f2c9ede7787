package dev.bonghwa.cli.bench.measure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bonghwa.cli.console.TextFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that a bench was told to write. */
public final class Output {

  private final @Nullable TextFile json;
  private final @Nullable TextFile page;
  private final Clock clock;

  /**
   * @param json becomes an array, one object for each measurement
   * @param page a page in which their figures are replaced
   */
  public Output(@Nullable Path json, @Nullable Path page, Clock clock) {
    this.json = json == null ? null : new TextFile(json);
    this.page = page == null ? null : new TextFile(page);
    this.clock = clock;
  }

  /** Before anything is measured: whether it will be possible to write. */
  public void check() {
    if (json != null) {
      json.check();
    }
    if (page != null) {
      page.check();
    }
  }

  public void write(List<Measurement> measured) {
    if (json != null) {
      json.write(json(measured) + "\n");
    }
    if (page != null) {
      page.write(page(page.text(), measured));
    }
  }

  public static String json(List<Measurement> measured) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    measured.forEach(one -> all.add(one.json()));
    return all.toPrettyString();
  }

  private String page(String before, List<Measurement> measured) {
    String text = before;
    for (Measurement one : measured) {
      text = ReportPage.with(text, one, LocalDate.now(clock));
    }
    return text;
  }
}
