package dev.bonghwa.cli.bench.measure;

import dev.bonghwa.cli.console.CliFault;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The most anonymous memory that a process had, looked at ten times a second. */
public final class MemoryWatch implements AutoCloseable {

  private static final long EVERY_MILLIS = 100;

  private final long pid;
  private final AtomicLong most = new AtomicLong();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("memory-watch").factory());

  private MemoryWatch(long pid) {
    this.pid = pid;
  }

  public static MemoryWatch of(long pid) {
    var watch = new MemoryWatch(pid);
    var unused =
        watch.clock.scheduleWithFixedDelay(watch::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      most.accumulateAndGet(ProcessUse.of(pid).anonymousBytes(), Math::max);
    } catch (CliFault ended) {
      // What it had until then stays.
    }
  }

  /** Until now, in bytes. */
  public long most() {
    look();
    return most.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
