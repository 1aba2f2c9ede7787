package dev.bonghwa.cli.bench.measure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a bench was told to write.
 *
 * @param json an array, one object for each measurement
 * @param page a page in which their figures are replaced
 */
public record Output(@Nullable Path json, @Nullable Path page, Clock clock) {

  /** Before anything is measured: whether it will be possible to write. */
  public void check() {
    check(json);
    check(page);
  }

  private static void check(@Nullable Path file) {
    Path directory = file == null ? null : file.toAbsolutePath().getParent();
    if (directory != null && !Files.isWritable(Files.exists(file) ? file : directory)) {
      throw CliFault.usage("cannot write " + file, "see that its directory is there, and yours");
    }
  }

  public void write(List<Measurement> measured) {
    try {
      if (json != null) {
        Files.writeString(json, json(measured) + "\n");
      }
      if (page != null) {
        Files.writeString(page, page(measured));
      }
    } catch (IOException e) {
      throw CliFault.fault("cannot write the figures (" + e.getClass().getSimpleName() + ")", "");
    }
  }

  public static String json(List<Measurement> measured) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    measured.forEach(one -> all.add(one.json()));
    return all.toPrettyString();
  }

  private String page(List<Measurement> measured) throws IOException {
    String text = page != null && Files.exists(page) ? Files.readString(page) : "";
    for (Measurement one : measured) {
      text = ReportPage.with(text, one, LocalDate.now(clock));
    }
    return text;
  }
}
