package dev.bonghwa.cli.bench.measure;

import dev.bonghwa.testkit.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who runs on which core: what is measured has the last one for itself, all others share the rest.
 *
 * @param taskset what pins; empty: it is not installed, or there is one core only
 */
public record Cores(Optional<Path> taskset, int count) {

  public static Cores here() {
    int count = Runtime.getRuntime().availableProcessors();
    return new Cores(count < 2 ? Optional.empty() : installed("taskset"), count);
  }

  /** The same, and this process has left the core of what is measured. */
  public static Cores left() {
    Cores cores = here();
    cores.moveAround(ProcessHandle.current().pid());
    return cores;
  }

  /** Where on PATH a tool is. */
  public static Optional<Path> installed(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** On the core of what is measured. */
  public JavaCommand measured(JavaCommand program) {
    return program.under(measured());
  }

  /** On the other cores. */
  public JavaCommand around(JavaCommand program) {
    return program.under(around());
  }

  /** Words to put before a command line. */
  public List<String> measured() {
    return words(Integer.toString(count - 1));
  }

  private List<String> around() {
    return words(count < 3 ? "0" : "0-" + (count - 2));
  }

  private List<String> words(String cores) {
    return taskset.map(tool -> List.of(tool.toString(), "-c", cores)).orElse(List.of());
  }

  /** Moves a process that runs already, with all its threads, to the other cores. */
  public void moveAround(long pid) {
    taskset.ifPresent(tool -> move(tool, around().getLast(), pid));
  }

  /** Lets a process that runs already use all cores again. */
  public void enter(long pid) {
    taskset.ifPresent(tool -> move(tool, "0-" + (count - 1), pid));
  }

  private static void move(Path tool, String cores, long pid) {
    try {
      new ProcessBuilder(tool.toString(), "-acp", cores, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + tool, e);
    }
  }

  /** A sentence for the conditions of a measurement. */
  public String text() {
    return taskset.isPresent()
        ? "pinned by taskset: what is measured to one core of "
            + count
            + ", all else to the other"
            + (count > 2 ? "s" : "")
        : "NOT pinned (%s): what is measured shares its core with all else"
            .formatted(count < 2 ? "one core only" : "taskset is not installed");
  }
}
