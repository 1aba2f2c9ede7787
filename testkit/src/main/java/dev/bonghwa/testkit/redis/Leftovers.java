package dev.bonghwa.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.testkit.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Servers and directories of JVMs that were killed before they could clean up.
 *
 * <p>A shutdown hook does not run after {@code kill -9}. So each directory carries its owner's pid
 * in its name and its server's pid in a file, and the first server of the next JVM sweeps those
 * whose owner is gone.
 */
final class Leftovers {
  private static final String PREFIX = "bonghwa-redis-of-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");
  private static final String PID_FILE = "server.pid";
  private static boolean swept;

  private Leftovers() {}

  static synchronized Path newDirectory() {
    if (!swept) {
      swept = true;
      sweep(Path.of(System.getProperty("java.io.tmpdir")));
    }
    return Directories.temporary(PREFIX + ProcessHandle.current().pid() + "-");
  }

  static void remember(Path directory, long pid) throws IOException {
    Files.writeString(directory.resolve(PID_FILE), Long.toString(pid), UTF_8);
  }

  static void sweep(Path temporary) {
    try (var found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      found.forEach(Leftovers::sweepIfOrphaned);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + temporary, e);
    }
  }

  private static void sweepIfOrphaned(Path directory) {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    if (name.matches() && !isAlive(Long.parseLong(name.group(1)))) {
      endServer(directory);
      Directories.delete(directory);
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void endServer(Path directory) {
    try {
      long pid = Long.parseLong(Files.readString(directory.resolve(PID_FILE), UTF_8).strip());
      ProcessHandle.of(pid).filter(Leftovers::isRedis).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException | NumberFormatException e) {
      // It never started a server: there is nothing to end.
    }
  }

  /** A pid may long be somebody else's. */
  private static boolean isRedis(ProcessHandle process) {
    return process.info().command().orElse("").contains("redis-server");
  }
}
