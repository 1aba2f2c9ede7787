package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the fleet as a process of its own, with its log in a file. */
public final class Program {

  private static final int SHOWN_LINES = 15;

  private final String name;
  private final Process process;
  private final Path log;

  Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void whenItEnds(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** Asks it to end in an orderly way. */
  void terminate() {
    process.destroy();
  }

  /** Waits that long for its end and then ends it at once. */
  void end(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What to tell when it does not do what it should: its last lines and where all of them are. */
  CliFault fault(String what) {
    String state = isAlive() ? "" : " (exit code " + process.exitValue() + ")";
    return CliFault.fault(
        name + " " + what + state + ". Its last lines:",
        "| " + String.join("\n  | ", lastLines()) + "\n  the whole log: " + log);
  }

  private List<String> lastLines() {
    try {
      String text = Files.readString(log, StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return lines.isEmpty()
          ? List.of("(it printed nothing)")
          : lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(its log cannot be read)");
    }
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ")";
  }
}
