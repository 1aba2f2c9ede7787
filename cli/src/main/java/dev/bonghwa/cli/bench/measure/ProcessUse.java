package dev.bonghwa.cli.bench.measure;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a process has used since its start, and holds now.
 *
 * @param cpuSeconds user and system, of all threads, also those that have ended; to 10 ms
 * @param peakBytes the most memory it ever had resident (VmHWM), shared pages of files included
 * @param anonymousBytes resident memory of its own now: what counts against a container's limit
 */
public record ProcessUse(double cpuSeconds, long peakBytes, long anonymousBytes) {

  /** Of {@code /proc}: the same on every Linux. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TICKS = 11;
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
  private static final Pattern ANONYMOUS = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB");

  /** Throws a fault when there is no such process, or no Linux. */
  public static ProcessUse of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return parse(
          Files.readString(process.resolve("stat")), Files.readString(process.resolve("status")));
    } catch (IOException e) {
      throw CliFault.fault(
          "cannot read what process " + pid + " uses", "it needs Linux, and a process that runs");
    }
  }

  static ProcessUse parse(String stat, String status) {
    // The name in parentheses may hold spaces, and parentheses.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    double ticks =
        Double.parseDouble(fields.get(USER_TICKS)) + Double.parseDouble(fields.get(USER_TICKS + 1));
    return new ProcessUse(ticks / TICKS_PER_SECOND, bytes(PEAK, status), bytes(ANONYMOUS, status));
  }

  private static long bytes(Pattern line, String status) {
    return line.matcher(status)
        .results()
        .findFirst()
        .map((MatchResult found) -> Long.parseLong(found.group(1)) * 1024)
        .orElse(0L);
  }

  /** CPU seconds from then to now. */
  public double cpuSince(ProcessUse before) {
    return cpuSeconds - before.cpuSeconds;
  }
}
