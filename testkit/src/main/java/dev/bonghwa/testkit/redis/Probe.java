package dev.bonghwa.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What a redis-server said to {@code --version}: a missing library shows here and not in the middle
 * of a test.
 *
 * @param output one line, also when it did not start
 */
record Probe(String command, boolean starts, String output) {
  private static final int SECONDS = 10;

  static Probe of(String command) {
    try {
      Process process = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return new Probe(command, ended && process.exitValue() == 0, oneLine(output));
    } catch (IOException e) {
      return missing(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return missing(command, "interrupted");
    }
  }

  static Probe missing(String command, String why) {
    return new Probe(command, false, oneLine(why));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
