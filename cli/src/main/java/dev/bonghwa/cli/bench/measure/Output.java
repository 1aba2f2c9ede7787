package dev.bonghwa.cli.bench.measure;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Words;
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
    if (file == null) {
      return;
    }
    boolean wasThere = Files.exists(file);
    try {
      // Whether it can be written is known by trying: a directory, for one, has the rights to.
      Files.newByteChannel(file, CREATE, WRITE).close();
      if (!wasThere) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw CliFault.usage(
          "cannot write " + file + ": " + Words.reason(e),
          "name a file in a directory that is there, and yours to write to");
    }
  }

  public void write(List<Measurement> measured) {
    if (json != null) {
      write(json, json(measured) + "\n");
    }
    if (page != null) {
      write(page, page(page, measured));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CliFault.fault("cannot write the figures to " + file + ": " + Words.reason(e), "");
    }
  }

  public static String json(List<Measurement> measured) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    measured.forEach(one -> all.add(one.json()));
    return all.toPrettyString();
  }

  private String page(Path file, List<Measurement> measured) {
    String text = read(file);
    for (Measurement one : measured) {
      text = ReportPage.with(text, one, LocalDate.now(clock));
    }
    return text;
  }

  /** A device may be without an end. */
  private static String read(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw CliFault.fault("cannot read the page " + file + ": " + Words.reason(e), "");
    }
  }
}
