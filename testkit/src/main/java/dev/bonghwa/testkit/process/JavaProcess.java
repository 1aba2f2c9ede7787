package dev.bonghwa.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running program: what it printed (both streams, in order), signals, its exit code.
 *
 * <p>Waits that end in vain throw an {@link AssertionError} that shows the last lines of the
 * program. With {@code -Dbonghwa.echo=true} every line is shown at once, with the program's name
 * before it.
 */
public final class JavaProcess implements AutoCloseable {
  private static final int SHOWN = 30;
  private static final int CLOSE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final PrintStream log;
  private final Lines lines = new Lines();
  private final boolean echo = Boolean.getBoolean("bonghwa.echo");
  private final CompletableFuture<@Nullable Void> allRead = new CompletableFuture<>();

  /** The log gets every line as well. A full disk ends the log, not the program. */
  JavaProcess(String name, Process process, PrintStream log) {
    this.name = name;
    this.process = process;
    this.log = log;
    AtExit.close(this);
    Thread.ofVirtual().name("lines of " + name).start(this::read);
  }

  private void read() {
    try (log;
        BufferedReader output =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        log.println(line);
        echo(line);
      }
    } catch (IOException e) {
      lines.add("(its output ended: " + e.getMessage() + ")");
    } finally {
      lines.end();
      allRead.complete(null);
    }
  }

  private void echo(String line) {
    if (echo) {
      System.out.println(name + " | " + line);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public void signal(Signal signal) {
    signal.to(pid());
  }

  /** Runs the action in some thread as soon as it has ended, however. */
  public void whenItEnds(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** All lines until now. */
  public List<String> lines() {
    return lines.all();
  }

  /** What to show of it when it does not do what it should. */
  public List<String> lastLines() {
    if (!isAlive()) {
      awaitLines();
    }
    List<String> all = lines();
    return all.subList(Math.max(0, all.size() - SHOWN), all.size());
  }

  /** The first line, already printed or to come, in which the pattern is found. */
  public MatchResult awaitLine(String pattern, Duration patience) {
    try {
      MatchResult match = lines.await(Pattern.compile(pattern), patience);
      if (match == null) {
        throw failure("printed no line like \"" + pattern + "\" within " + patience);
      }
      return match;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for its end. 128 + signal when a signal ended it. */
  public int awaitExit(Duration patience) {
    Integer code = awaitEnd(patience);
    if (code == null) {
      throw failure("still runs after " + patience);
    }
    return code;
  }

  private @Nullable Integer awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS) ? process.exitValue() : null;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Checks that nothing it printed shows the secret, nor a long part of it.
   *
   * @param secret such as a webhook token; never shown in the failure
   */
  public void assertNoSecret(String secret) {
    int part = Math.min(secret.length(), 16);
    String start = secret.substring(0, part);
    String end = secret.substring(secret.length() - part);
    for (String line : lines()) {
      if (line.contains(start) || line.contains(end)) {
        String masked = line.replace(secret, "***").replace(start, "***").replace(end, "***");
        throw new AssertionError(name + " printed a secret: " + masked);
      }
    }
  }

  /** Ends its standard input: some programs take that as the end of whoever started them. */
  public void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw failure("has no standard input: " + e.getMessage());
    }
  }

  private AssertionError failure(String what) {
    // Its output may end a moment before the process does, and the exit code tells most.
    awaitEnd(Duration.ofMillis(200));
    String state = isAlive() ? "" : " (it ended with exit code " + process.exitValue() + ")";
    return new AssertionError(
        name + " " + what + state + "; its last lines:\n" + String.join("\n", lastLines()));
  }

  private IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for " + name, e);
  }

  /** Asks it to end in an orderly way; see {@link #end}. */
  public void terminate() {
    process.toHandle().destroy(); // Process.destroy would close its output before its last words
  }

  /** Gives it so long to end, and then kills it. */
  public void end(Duration patience) {
    awaitGone(patience);
    close();
  }

  /** Kills it if it still runs; returns when it is gone and all it printed is read. */
  @Override
  public void close() {
    AtExit.forget(this);
    process.toHandle().destroyForcibly();
    awaitGone(Duration.ofSeconds(CLOSE_SECONDS));
    awaitLines();
  }

  /** Also with an interrupt pending: what is closed because of one must still end in order. */
  private void awaitGone(Duration patience) {
    process.onExit().completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Not for ever: a program that it started may hold its output open. */
  private void awaitLines() {
    allRead.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ")";
  }
}
