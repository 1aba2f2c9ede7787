package dev.bonghwa.cli.console;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks the system about the standard error. {@code System.console()} looks at the standard input
 * and output together and cannot tell that only the output goes into a pipe; {@code test -t} can.
 */
public final class TerminalProbe {

  private static final long WIDTH_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private int width = Terminal.USUAL_WIDTH;
  private long askedAt;
  private boolean asked;

  private TerminalProbe() {}

  /** What this process' standard error is. */
  public static Terminal standardError(PrintStream err, Map<String, String> env) {
    var probe = new TerminalProbe();
    boolean interactive = !"dumb".equals(env.get("TERM")) && isTerminal();
    boolean unicode = err.charset().equals(StandardCharsets.UTF_8);
    return new Terminal(interactive, unicode, probe::width);
  }

  private static boolean isTerminal() {
    try {
      var test =
          new ProcessBuilder("test", "-t", "2").redirectError(ProcessBuilder.Redirect.INHERIT);
      return exitsWithZero(test.start());
    } catch (IOException e) {
      return false; // no such program: lines are always right, a bar is not
    }
  }

  private static boolean exitsWithZero(Process process) {
    try {
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asked at most every two seconds: a window may be resized, but a question costs a process. */
  private synchronized int width() {
    long now = System.nanoTime();
    if (!asked || now - askedAt > WIDTH_AGE_NANOS) {
      asked = true;
      askedAt = now;
      width = askWidth(width);
    }
    return width;
  }

  private static int askWidth(int before) {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return exitsWithZero(stty) ? columns(answer, before) : before;
    } catch (IOException e) {
      return before;
    }
  }

  /** The second number of {@code "50 120"}; what was known before when there is none. */
  static int columns(String sttySize, int before) {
    String[] numbers = sttySize.strip().split(" ", -1);
    if (numbers.length != 2 || !numbers[1].matches("[1-9][0-9]{0,4}")) {
      return before;
    }
    return Integer.parseInt(numbers[1]);
  }
}
