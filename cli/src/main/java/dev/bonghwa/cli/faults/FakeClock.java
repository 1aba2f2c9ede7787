package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A wall clock of one program that can be set, by libfaketime where it is installed. */
final class FakeClock implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));
  private static final int DEEPEST = 3;

  private final Path library = library();
  private final Path directory = Directories.temporary("bonghwa-clock-");
  private final Path time = directory.resolve("time");

  /** Right, until it is shifted. */
  FakeClock() {
    shift("+0");
  }

  private static Path library() {
    return PLACES.stream()
        .filter(Files::isDirectory)
        .flatMap(FakeClock::libraries)
        .findFirst()
        .orElseThrow(() -> new Skipped("needs libfaketime"));
  }

  private static Stream<Path> libraries(Path place) {
    try (Stream<Path> files =
        Files.find(place, DEEPEST, (file, is) -> file.endsWith("libfaketimeMT.so.1"))) {
      return files.toList().stream();
    } catch (IOException | UncheckedIOException unreadable) {
      return Stream.empty();
    }
  }

  /** For the program whose clock it is. Monotonic time stays what it is, as in a real jump. */
  Map<String, String> env() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", time.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Else no timed wait of a JVM waits.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** So much ahead of the true time, or behind it: {@code +1h}, {@code -1h}. */
  void shift(String by) {
    try {
      Path next = Files.writeString(directory.resolve("next"), by + "\n");
      Files.move(next, time, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Directories.delete(directory);
  }
}
