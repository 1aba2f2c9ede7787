package dev.bonghwa.testkit.redis;

import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;

/** Finds a redis-server that starts on this machine: the one in the jar, else the one on PATH. */
final class RedisBinary {
  private static final String HINT =
      "install OpenSSL 3 (apt-get install libssl3, brew install openssl@3) or Redis >= 6.2"
          + " (apt-get install redis-server, brew install redis)";

  private static final Pattern VERSION = Pattern.compile(" v=(\\d+\\.\\d+)");

  private RedisBinary() {}

  /** The command to start. */
  static String find(RedisSource source) {
    return find(source, () -> Extracted.BINARY, () -> Probe.of("redis-server"));
  }

  /** {@code 6.2} of {@code Redis server v=6.2.13 sha=…}. */
  static String version(RedisSource source) {
    Matcher version = VERSION.matcher(Probe.of(find(source)).output());
    if (!version.find()) {
      throw new RedisUnavailableException("redis-server does not say its version");
    }
    return version.group(1);
  }

  static String find(RedisSource source, Supplier<Probe> embedded, Supplier<Probe> onPath) {
    String problem = "";
    if (source != RedisSource.PATH) {
      Probe ours = embedded.get();
      if (ours.starts()) {
        return ours.command();
      }
      problem = "the embedded redis-server does not start here (" + ours.output() + ") and ";
    }
    Probe theirs = onPath.get();
    if (!theirs.starts()) {
      throw new RedisUnavailableException(
          "no Redis: " + problem + "there is no redis-server on PATH; " + hint(problem));
    }
    return theirs.command();
  }

  private static String hint(String problem) {
    return problem.contains("ermission denied")
        ? "name a directory that programs may run from: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR"
        : HINT;
  }

  /** The binary of the jar, extracted and tried once per JVM. */
  private static final class Extracted {
    static final Probe BINARY = extract();

    private static Probe extract() {
      Path directory = Leftovers.newDirectory();
      AtExit.close(() -> Directories.delete(directory));
      try {
        return Probe.of(executable(directory.toFile()));
      } catch (IOException | RuntimeException e) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return Probe.missing("redis-server", "no binary for " + system);
      }
    }

    private static String executable(File directory) throws IOException {
      File file = ExecutableProvider.newJarResourceProvider(directory).get();
      if (!file.setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
      return file.getAbsolutePath();
    }
  }
}
