package dev.bonghwa.worker.loop;

import java.time.Duration;
import java.util.concurrent.Executor;

/** One thread that runs tasks in the order of their coming; tasks must not block. */
public interface EventLoop extends Executor {

  /** Runs the task on the loop, no earlier than after the delay. */
  Cancellable schedule(Duration delay, Runnable task);

  /** The monotonic clock of timers and leases, in nanoseconds from any beginning. */
  long nanoTime();

  /** Whether the caller is on the loop. */
  boolean inLoop();
}
