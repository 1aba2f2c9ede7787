package dev.bonghwa.testkit.redis;

import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** Finds a redis-server that starts on this machine: the one in the jar, else the one on PATH. */
final class RedisBinary {
  private static final String HINT =
      "install OpenSSL 3 (apt-get install libssl3, brew install openssl@3) or a Redis >= 6.2"
          + " (apt-get install redis-server, brew install redis)";

  private RedisBinary() {}

  /** The path to start; extracted once per JVM. */
  static String find(RedisSource source) {
    return switch (source) {
      case EMBEDDED -> Extracted.BINARY.or(RedisBinary::onPath).orElseThrow(RedisBinary::nothing);
      case PATH, DOCKER -> onPath().orElseThrow(RedisBinary::notOnPath);
    };
  }

  private static RedisUnavailableException nothing() {
    return new RedisUnavailableException(
        "no Redis: the embedded redis-server does not start here ("
            + Extracted.problem
            + ") and there is none on PATH; "
            + HINT);
  }

  private static RedisUnavailableException notOnPath() {
    return new RedisUnavailableException("no Redis: no redis-server on PATH; " + HINT);
  }

  private static Optional<String> onPath() {
    return Probe.of("redis-server").starts() ? Optional.of("redis-server") : Optional.empty();
  }

  /** The binary of the jar, tried once. */
  private static final class Extracted {
    private static String problem = "";
    static final Optional<String> BINARY = extract();

    private static Optional<String> extract() {
      Path directory = Directories.temporary("bonghwa-redis-binary-");
      AtExit.close(() -> Directories.delete(directory));
      try {
        String path = executable(directory.toFile());
        Probe probe = Probe.of(path);
        problem = probe.output();
        return probe.starts() ? Optional.of(path) : Optional.empty();
      } catch (IOException | RuntimeException e) {
        problem =
            "no binary for " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return Optional.empty();
      }
    }

    private static String executable(File directory) throws IOException {
      File file = ExecutableProvider.newJarResourceProvider(directory).get();
      file.setExecutable(true);
      return file.getAbsolutePath();
    }
  }

  /** What {@code --version} said: a missing library shows here and not in the middle of a test. */
  private record Probe(boolean starts, String output) {

    static Probe of(String command) {
      try {
        Process process =
            new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
        String output =
            new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Probe(
            process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0, oneLine(output));
      } catch (IOException e) {
        return new Probe(false, oneLine(String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Probe(false, "interrupted");
      }
    }

    private static String oneLine(String text) {
      return text.strip().replaceAll("\\s+", " ");
    }
  }
}
