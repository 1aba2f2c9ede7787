package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Looks once a second at the memory, files and threads of a fleet's processes (Linux only). */
final class Footprints implements AutoCloseable {
  private static final Path PROC = Path.of("/proc");

  /** Younger ones are still finding their size: code is compiled, pools are filled. */
  private static final Duration GROWN_UP = Duration.ofMinutes(5);

  /** Seconds in which a program opens what it needs. */
  private static final int STARTING = 10;

  private static final int MORE_KILOBYTES = 48 * 1024;
  private static final int MORE_FILES = 12;
  private static final int MORE_THREADS = 6;

  private final Map<JavaProcess, List<Sample>> samples = new LinkedHashMap<>();
  private final CaseFleet fleet;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private record Sample(long kilobytes, long files, long threads) {}

  private Footprints(CaseFleet fleet) {
    this.fleet = fleet;
    looker.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  static Footprints watch(CaseFleet fleet) {
    return new Footprints(fleet);
  }

  private synchronized void look() {
    for (JavaProcess process : fleet.processes()) {
      try {
        samples.computeIfAbsent(process, p -> new ArrayList<>()).add(sample(process.pid()));
      } catch (IOException | RuntimeException gone) {
        // it was killed under this look, or this is no Linux
      }
    }
  }

  private static Sample sample(long pid) throws IOException {
    Path process = PROC.resolve(Long.toString(pid));
    List<String> status = Files.readAllLines(process.resolve("status"));
    try (var files = Files.list(process.resolve("fd"))) {
      return new Sample(figure(status, "VmRSS:"), files.count(), figure(status, "Threads:"));
    }
  }

  private static long figure(List<String> status, String name) {
    String line = status.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** The medians of the first and of the last third of a life. */
  private record Life(JavaProcess process, int seconds, Sample early, Sample late) {
    static Life of(JavaProcess process, List<Sample> all) {
      int third = all.size() / 3;
      return new Life(
          process,
          all.size(),
          median(all.subList(0, third)),
          median(all.subList(all.size() - third, all.size())));
    }

    private static Sample median(List<Sample> some) {
      return new Sample(
          median(some, Sample::kilobytes),
          median(some, Sample::files),
          median(some, Sample::threads));
    }

    private static long median(List<Sample> some, ToLongFunction<Sample> figure) {
      return some.stream().mapToLong(figure).sorted().skip(some.size() / 2).findFirst().orElse(0);
    }

    boolean grew() {
      boolean fat = late.kilobytes() - early.kilobytes() > MORE_KILOBYTES;
      return (fat && seconds > GROWN_UP.toSeconds())
          || late.files() - early.files() > MORE_FILES
          || late.threads() - early.threads() > MORE_THREADS;
    }

    @Override
    public String toString() {
      return "%s, %d s: %d to %d MB, %d to %d files, %d to %d threads"
          .formatted(
              process.name(),
              seconds,
              early.kilobytes() / 1024,
              late.kilobytes() / 1024,
              early.files(),
              late.files(),
              early.threads(),
              late.threads());
    }
  }

  /** Of those that run and have lived for most of the time, without their start. */
  private synchronized List<Life> lives() {
    int longest = samples.values().stream().mapToInt(List::size).max().orElse(0);
    return samples.entrySet().stream()
        .filter(entry -> entry.getKey().isAlive() && entry.getValue().size() > longest * 5 / 8)
        .filter(entry -> entry.getValue().size() > STARTING)
        .map(entry -> Life.of(entry.getKey(), grown(entry.getValue())))
        .toList();
  }

  private static List<Sample> grown(List<Sample> all) {
    return all.subList(STARTING, all.size());
  }

  void tell(Arena arena) {
    lives().forEach(life -> arena.note(life.toString()));
  }

  List<String> findings() {
    return lives().stream().filter(Life::grew).map(life -> "grew: " + life).toList();
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
