package dev.bonghwa.cli.command;

import dev.bonghwa.cli.bench.worker.WorkerPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How a worker is measured, whatever for. */
final class WorkerOptions {

  /** With less the heap, a share of it, is too small for a JVM to start. */
  private static final int LEAST_MEMORY = 64;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description =
          "Of a job, 100 to 1000000 (default: 100000; far: 1000000; growth: 1000000, of its"
              + " largest).")
  private int targets;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "When it is warm, 1 to 100 (default: 5).")
  private int rounds = 5;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "Requests in flight, 1 to 10000 (default: 200).")
  private int maxConcurrent = 200;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "The receiver answers after so many milliseconds, 0 to 10000 (default: 0).")
  private int latency;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Of the container that the JVM is made to see, 64 to 65536 (default: 256).")
  private int memory = 256;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "An option for the worker's JVM beyond those of the images; repeatable.")
  private List<String> jvm = new ArrayList<>();

  @Option(names = "--no-aot", description = "Start the worker without an AOT cache, and make none.")
  private boolean noAot;

  WorkerOptions(int targets) {
    this.targets = targets;
  }

  /** Makes the AOT caches that the programs start with, unless there are such of this build. */
  void train(Consumer<String> reader) {
    if (!noAot) {
      AotCaches.train(memory, reader);
    }
  }

  /** Faults of the caller are told before anything starts. */
  WorkerPlan plan(boolean http2, boolean far) {
    Range.check("--targets", targets, 100, Range.MOST_TARGETS);
    Range.check("--rounds", rounds, 1, Range.MOST_ROUNDS);
    Range.check("--max-concurrent", maxConcurrent, 1, 10_000);
    Range.check("--latency", latency, 0, 10_000);
    Range.check("--memory", memory, LEAST_MEMORY, 65_536);
    List<String> options = new ArrayList<>(jvm);
    if (noAot) {
      options.add("-XX:AOTMode=off");
    }
    return new WorkerPlan(
        targets, rounds, http2, maxConcurrent, Duration.ofMillis(latency), far, memory, options);
  }
}
