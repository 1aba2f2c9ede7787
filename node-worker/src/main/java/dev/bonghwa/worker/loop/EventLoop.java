package dev.bonghwa.worker.loop;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread that owns claiming, sending and settling; what runs on it needs no locks. */
public interface EventLoop extends Executor {
  /** Runs the task on the loop after the delay, at the earliest. */
  Cancellable schedule(Duration delay, Runnable task);

  /** A clock for durations, in nanoseconds; it never goes back. */
  long nanoTime();
}
