package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.Backlog;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Redis says of all that waits; it is asked no more than once a second. */
final class BacklogLooks {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Supplier<CompletionStage<Backlog.Size>> backlog;
  private final LongSupplier committed;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Asked> ahead = new AtomicReference<>();
  private volatile Look last;

  /**
   * Has seen nothing yet.
   *
   * @param committed targets of all commits here that have ended
   */
  BacklogLooks(
      Supplier<CompletionStage<Backlog.Size>> backlog, LongSupplier committed, LongSupplier nanos) {
    this.backlog = backlog;
    this.committed = committed;
    this.nanos = nanos;
    this.last = new Look(new Backlog.Size(0, 0, 0, 0, null), 0, nanos.getAsLong() - FRESH_NANOS);
  }

  /**
   * A moment's backlog.
   *
   * @param committedBefore what was committed here before it was asked for
   */
  record Look(Backlog.Size size, long committedBefore, long nanos) {}

  /** A look that is under way. */
  private record Asked(CompletionStage<Backlog.Size> size, long committedBefore, long nanos) {}

  /** Asks, if {@link #recent()} would have to, and does not wait for the answer. */
  void askAhead() {
    if (isOld(last.nanos())) {
      ahead.set(ask());
    }
  }

  /** The newest look, made now if that is a second old. */
  Look recent() throws InterruptedException {
    if (!isOld(last.nanos())) {
      return last;
    }
    Asked asked = ahead.getAndSet(null);
    return asked == null || isOld(asked.nanos()) ? again() : answer(asked);
  }

  /** One that is made now. */
  Look again() throws InterruptedException {
    return answer(ask());
  }

  private Asked ask() {
    long before = committed.getAsLong();
    return new Asked(backlog.get(), before, nanos.getAsLong());
  }

  private Look answer(Asked asked) throws InterruptedException {
    Backlog.Size size = Await.onRepeatable(asked.size(), backlog);
    Look look = new Look(size, asked.committedBefore(), nanos.getAsLong());
    last = look;
    return look;
  }

  private boolean isOld(long since) {
    return nanos.getAsLong() - since >= FRESH_NANOS;
  }
}
