package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.JavaProcess;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Looks once a second what each program of a fleet takes of this machine's memory, keeps the most.
 */
final class PeakMemory implements AutoCloseable {

  private final Map<JavaProcess, Long> most = new ConcurrentHashMap<>();
  private final CaseFleet fleet;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private PeakMemory(CaseFleet fleet) {
    this.fleet = fleet;
    looker.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  static PeakMemory watch(CaseFleet fleet) {
    return new PeakMemory(fleet);
  }

  private void look() {
    fleet.processes().forEach(process -> most.merge(process, Memory.resident(process), Math::max));
  }

  /** In bytes. */
  Map<JavaProcess, Long> mostOf(Collection<JavaProcess> processes) {
    look();
    return processes.stream().collect(Collectors.toMap(p -> p, p -> most.getOrDefault(p, 0L)));
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
