package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A load generator written in C: what a core can do when it has no queue to serve.
 *
 * @param words its command line
 */
record LimitTool(String name, List<String> words) {

  /** The shell that waits for it says what it has used. */
  private static final List<String> TIMED = List.of("sh", "-c", "\"$@\"; times", "sh");

  private static final Pattern RATE =
      Pattern.compile("Requests/sec:\\s+([\\d.]+)|finished in [^,]+, ([\\d.]+) req/s");
  private static final Pattern REQUESTS =
      Pattern.compile("(\\d+) requests in|(\\d+) succeeded, \\d+ failed");
  private static final Pattern TIMES =
      Pattern.compile("(\\d+)m([\\d.]+)s\\s+(\\d+)m([\\d.]+)s\\s*\\z");

  LimitTool {
    words = List.copyOf(words);
  }

  Limit run(Cores cores) {
    List<String> line = new ArrayList<>(TIMED);
    line.addAll(cores.measured());
    line.addAll(words);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CliFault.fault("cannot start " + name + ": " + e.getMessage(), "");
    }
  }

  private Limit parse(String said) {
    try {
      return limit(said);
    } catch (IllegalArgumentException e) {
      throw CliFault.fault(name + " did not say what it did: " + said.strip(), "");
    }
  }

  static Limit limit(String said) {
    double requests = number(REQUESTS, said);
    MatchResult times = only(TIMES, said);
    double seconds =
        60 * (Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(3)))
            + Double.parseDouble(times.group(2))
            + Double.parseDouble(times.group(4));
    return new Limit(number(RATE, said), seconds * 100_000 / requests);
  }

  private static double number(Pattern pattern, String said) {
    MatchResult found = only(pattern, said);
    return Double.parseDouble(found.group(1) == null ? found.group(2) : found.group(1));
  }

  private static MatchResult only(Pattern pattern, String said) {
    return pattern
        .matcher(said)
        .results()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing found"));
  }
}
