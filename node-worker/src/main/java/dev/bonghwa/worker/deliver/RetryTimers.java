package dev.bonghwa.worker.deliver;

import dev.bonghwa.worker.loop.Cancellable;
import dev.bonghwa.worker.loop.EventLoop;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** All not-befores of all held batches in one heap with one timer, whatever their number. */
final class RetryTimers {

  private final EventLoop loop;
  private final PriorityQueue<Due> heap =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private @Nullable Cancellable timer;
  private long timerAt = Long.MAX_VALUE;
  private long numbers;

  RetryTimers(EventLoop loop) {
    this.loop = loop;
  }

  /** Calls the batch when the loop's clock has reached these nanoseconds. */
  void add(long at, BatchDelivery batch, int position) {
    heap.add(new Due(at, numbers++, batch, position));
    arm();
  }

  /** The batch is over: nothing here may keep it in memory until its last not-before. */
  void forget(BatchDelivery batch) {
    heap.removeIf(due -> due.batch().equals(batch));
  }

  private void fire() {
    timer = null;
    timerAt = Long.MAX_VALUE;
    long now = loop.nanoTime();
    for (Due due = heap.peek(); due != null && due.at() <= now; due = heap.peek()) {
      heap.remove();
      due.batch().due(due.position());
    }
    arm();
  }

  private void arm() {
    Due first = heap.peek();
    if (first == null || first.at() >= timerAt) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    timerAt = first.at();
    timer = loop.schedule(Duration.ofNanos(first.at() - loop.nanoTime()), this::fire);
  }

  private record Due(long at, long number, BatchDelivery batch, int position) {}
}
