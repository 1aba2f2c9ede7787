package dev.bonghwa.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Temporary directories that are gone when the tests are. */
public final class Directories {
  private Directories() {}

  /** A new private directory; the caller deletes it. */
  public static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary directory for " + prefix, e);
    }
  }

  /** Deletes the directory and all in it; what is gone already is no fault. */
  public static void delete(Path directory) {
    for (Path path : deepestFirst(directory)) {
      path.toFile().delete();
    }
  }

  private static List<Path> deepestFirst(Path directory) {
    try (var paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
