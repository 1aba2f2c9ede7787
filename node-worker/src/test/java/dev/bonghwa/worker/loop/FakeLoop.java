package dev.bonghwa.worker.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop whose time stands still until a test moves it; everything runs on the test's thread. */
public final class FakeLoop implements EventLoop {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>(FakeLoop::compare);
  private long now;
  private long numbers;

  public FakeLoop() {
    this(Duration.ofHours(1).toNanos());
  }

  /** Its clock begins there. */
  public FakeLoop(long nanos) {
    now = nanos;
  }

  /** Runs all that is due now, and what that brings about. */
  public void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Moves time on, running every timer at its moment. */
  public void advance(Duration duration) {
    long end = now + duration.toNanos();
    run();
    for (Timer next = timers.peek(); next != null && next.at() - end <= 0; next = timers.peek()) {
      now += Math.max(0, timers.remove().at() - now);
      tasks.add(next.task());
      run();
    }
    now = end;
  }

  /** Moves time on without running anything: a process that was stopped, or a long pause. */
  public void freeze(Duration duration) {
    now += duration.toNanos();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    var timer = new Timer(now + Math.max(0, delay.toNanos()), numbers++, task);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** A clock in nanoseconds may run over. */
  private static int compare(Timer one, Timer other) {
    int byTime = Long.signum(one.at() - other.at());
    return byTime == 0 ? Long.compare(one.number(), other.number()) : byTime;
  }

  private record Timer(long at, long number, Runnable task) {}
}
