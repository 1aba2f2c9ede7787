package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks twenty times a second how many requests wait for their answer, and keeps the most. */
final class MostOpen implements AutoCloseable {

  private final AtomicLong most = new AtomicLong();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private MostOpen(DiscordReceiver receiver) {
    looker.scheduleWithFixedDelay(
        () -> most.accumulateAndGet(receiver.log().snapshot().open(), Math::max),
        0,
        50,
        TimeUnit.MILLISECONDS);
  }

  static MostOpen watch(DiscordReceiver receiver) {
    return new MostOpen(receiver);
  }

  long most() {
    return most.get();
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
