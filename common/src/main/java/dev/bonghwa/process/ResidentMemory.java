package dev.bonghwa.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The memory that the system counts for this process, as {@code docker stats} and a memory limit
 * do: heap and all that the JVM needs beside it.
 */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final int KIB = 1024;

  private ResidentMemory() {}

  /** In bytes; not a number where the system does not say it. */
  public static double bytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return in(lines);
    } catch (IOException | RuntimeException e) {
      return Double.NaN;
    }
  }

  static double in(Stream<String> lines) {
    return lines
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .mapToDouble(line -> Double.parseDouble(line.group(1)) * KIB)
        .findFirst()
        .orElse(Double.NaN);
  }
}
