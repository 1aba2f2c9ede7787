package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.Directories;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A Redis server's append-only files as they were at one moment. */
final class RedisCopy implements AutoCloseable {
  private static final String FILES = "appendonly";

  private final Path original;
  private final Path copy = Directories.temporary("bonghwa-redis-copy-");

  private RedisCopy(Path original) {
    this.original = original;
  }

  /** Copies under the running server: a last command that is cut short is dropped when loaded. */
  static RedisCopy of(EmbeddedRedis redis) {
    String dir = redis.call("CONFIG", "GET", "dir").lines().skip(1).findFirst().orElseThrow();
    var made = new RedisCopy(Path.of(dir));
    copy(made.original, made.copy);
    return made;
  }

  /** Replaces the server's files; it must not run. */
  void putBack() {
    files(original).forEach(Directories::delete);
    copy(copy, original);
  }

  private static void copy(Path from, Path to) {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      try {
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot copy " + file, e);
      }
    }
  }

  /** One file up to version 6, since 7 a directory of them. */
  private static List<Path> files(Path directory) {
    try (var paths = Files.walk(directory, 2)) {
      return paths.filter(path -> directory.relativize(path).toString().startsWith(FILES)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Directories.delete(copy);
  }
}
