package dev.bonghwa.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
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
  private final Lines lines = new Lines();
  private final boolean echo = Boolean.getBoolean("bonghwa.echo");

  JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    AtExit.close(this);
    Thread.ofVirtual().name("lines of " + name).start(this::read);
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        echo(line);
      }
    } catch (IOException e) {
      lines.add("(its output ended: " + e.getMessage() + ")");
    } finally {
      lines.end();
    }
  }

  private void echo(String line) {
    if (echo) {
      System.out.println(name + " | " + line);
    }
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

  /** All lines until now. */
  public List<String> lines() {
    return lines.all();
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

  /** Waits until it (or anybody) listens on this port of 127.0.0.1. */
  public void awaitPort(int port, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!listens(port)) {
      if (!isAlive() || System.nanoTime() > end) {
        throw failure("does not listen on port " + port + " after " + patience);
      }
      awaitEnd(Duration.ofMillis(20));
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
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
    List<String> all = lines();
    List<String> last = all.subList(Math.max(0, all.size() - SHOWN), all.size());
    String state = isAlive() ? "" : " (it ended with exit code " + process.exitValue() + ")";
    return new AssertionError(
        name + " " + what + state + "; its last lines:\n" + String.join("\n", last));
  }

  private IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for " + name, e);
  }

  /** Kills it if it still runs; returns when it is gone. */
  @Override
  public void close() {
    AtExit.forget(this);
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(CLOSE_SECONDS));
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ")";
  }
}
