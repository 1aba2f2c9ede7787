package dev.bonghwa.cli.faults;

import java.util.Locale;
import java.util.function.Consumer;

/** What happens in a case, line by line, with the seconds since it began. */
final class Story {

  private final String name;
  private final Consumer<String> reader;
  private final long began = System.nanoTime();

  Story(String name, Consumer<String> reader) {
    this.name = name;
    this.reader = reader;
  }

  void tell(String line) {
    double seconds = (System.nanoTime() - began) / 1e9;
    reader.accept(String.format(Locale.ROOT, "%-22s %6.1f s  %s", name, seconds, line));
  }
}
