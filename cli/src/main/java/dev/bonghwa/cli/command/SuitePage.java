package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.TextFile;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The file into which a suite of hours was told to write its page; perhaps none. */
final class SuitePage {

  private final @Nullable TextFile file;

  SuitePage(@Nullable Path path) {
    this.file = path == null ? null : new TextFile(path);
  }

  /**
   * What an earlier run wrote there; empty when there is nothing yet.
   *
   * @throws CliFault of usage, if it cannot be written, or was not written by this suite
   */
  String before(Predicate<String> isItsPage) {
    if (file == null) {
      return "";
    }
    file.check();
    String text = file.text();
    if (!text.isEmpty() && !isItsPage.test(text)) {
      throw CliFault.usage(
          file.path() + " is no page of this suite and would be overwritten", "name another file");
    }
    return text;
  }

  /** After each part: who stops a long run keeps what was found. The run outlives a full disk. */
  void save(Object page, Console console) {
    try {
      finish(page);
    } catch (CliFault e) {
      console.note(e.what() + "; it is tried again after the next");
    }
  }

  /**
   * When all was played and told.
   *
   * @throws CliFault if it cannot be written
   */
  void finish(Object page) {
    if (file != null) {
      file.write(page.toString());
    }
  }
}
