package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.Backlog;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says no to new jobs while too much waits already, so that the store never fills up; should it be
 * full nevertheless, says what it would say itself, 503. Looks once a second; what is being
 * committed here, or was since the last look began, it counts itself. What another nms-api commits
 * it knows from its next look.
 */
public final class Admission {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final double SHARE_OF_MAXMEMORY = 0.6;
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration AFTER_CARE = Duration.ofSeconds(15);

  private final Supplier<CompletionStage<Backlog.Size>> backlog;
  private final long mostTargets;
  private final long mostBytes;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Asked> ahead = new AtomicReference<>();
  private volatile Look last;

  /** Targets whose commit is under way. */
  private long committing;

  /** Targets of all commits that have ended, also of those that were refused. */
  private long committed;

  /**
   * Takes the caps.
   *
   * @param mostBytes that Redis may use; 0 means 60 % of its maxmemory, if it has one
   */
  public Admission(
      Supplier<CompletionStage<Backlog.Size>> backlog, long mostTargets, long mostBytes) {
    this(backlog, mostTargets, mostBytes, System::nanoTime);
  }

  Admission(
      Supplier<CompletionStage<Backlog.Size>> backlog,
      long mostTargets,
      long mostBytes,
      LongSupplier nanos) {
    this.backlog = backlog;
    this.mostTargets = mostTargets;
    this.mostBytes = mostBytes;
    this.nanos = nanos;
    this.last = new Look(0, 0, 0, 0, nanos.getAsLong() - FRESH_NANOS);
  }

  /**
   * A moment's backlog.
   *
   * @param committedBefore what was committed here before it was asked for
   */
  private record Look(
      long targets, long usedBytes, long maxBytes, long committedBefore, long nanos) {}

  /** A look that is under way. */
  private record Asked(CompletionStage<Backlog.Size> size, long committedBefore, long nanos) {}

  /** So many targets that are being committed, until it is closed. */
  interface Admitted extends AutoCloseable {
    @Override
    void close();
  }

  /** Begins the look that {@link #check()} will need, if that is due, and does not wait for it. */
  void lookAhead() {
    if (isOld(last.nanos())) {
      ahead.set(ask());
    }
  }

  /**
   * Refuses before anything is read.
   *
   * @throws Problem when no job can be taken now
   */
  void check() throws InterruptedException {
    check(1);
  }

  /**
   * Refuses what {@link #admit} would refuse, and counts nothing.
   *
   * @throws Problem when a job of so many targets cannot be taken now
   */
  void check(long targets) throws InterruptedException {
    Look now = lookFor(targets);
    synchronized (this) {
      checkTargets(now, targets);
    }
  }

  /**
   * Counts a job until its commit has ended.
   *
   * @throws Problem when a job of so many targets cannot be taken now
   */
  Admitted admit(long targets) throws InterruptedException {
    Look now = lookFor(targets);
    synchronized (this) {
      checkTargets(now, targets);
      committing += targets;
    }
    return () -> end(targets);
  }

  /** The newest look, once nothing but the number of those that wait can speak against so many. */
  private Look lookFor(long targets) throws InterruptedException {
    if (targets > mostTargets) {
      throw Problem.of(
          413,
          "%,d targets are more than may ever wait, BACKLOG_TARGETS is %,d: split the job"
              .formatted(targets, mostTargets));
    }
    Look now = look(targets);
    checkBytes(now);
    return now;
  }

  private synchronized void end(long targets) {
    committing -= targets;
    committed += targets;
  }

  private synchronized long waiting(Look now) {
    return now.targets() + committing + committed - now.committedBefore();
  }

  private void checkTargets(Look now, long targets) {
    long waiting = waiting(now);
    if (waiting + targets > mostTargets) {
      throw full(
          "%,d targets wait and %,d would come; BACKLOG_TARGETS is %,d"
              .formatted(waiting, targets, mostTargets));
    }
  }

  private void checkBytes(Look now) {
    if (now.maxBytes() > 0 && now.usedBytes() >= now.maxBytes()) {
      throw Problem.later(
          503,
          "Redis uses %,d bytes, its maxmemory is %,d: it takes no new jobs"
              .formatted(now.usedBytes(), now.maxBytes()),
          AFTER_CARE);
    }
    long cap = mostBytes > 0 ? mostBytes : Math.round(now.maxBytes() * SHARE_OF_MAXMEMORY);
    if (cap > 0 && now.usedBytes() > cap) {
      throw full("Redis uses %,d bytes; BACKLOG_BYTES is %,d".formatted(now.usedBytes(), cap));
    }
  }

  /** Targets that wait: up to a second ago, and what was committed here since. */
  long waiting() throws InterruptedException {
    return waiting(look());
  }

  /** Looks again before it comes to a refusal: a commit may have been refused, or counted twice. */
  private Look look(long targets) throws InterruptedException {
    Look known = look();
    boolean full = waiting(known) + targets > mostTargets;
    return full && known.committedBefore() != committedSoFar() ? lookAgain() : known;
  }

  private Look look() throws InterruptedException {
    if (!isOld(last.nanos())) {
      return last;
    }
    Asked asked = ahead.getAndSet(null);
    return asked == null || isOld(asked.nanos()) ? lookAgain() : look(asked);
  }

  private Look lookAgain() throws InterruptedException {
    return look(ask());
  }

  private Asked ask() {
    long before = committedSoFar();
    return new Asked(backlog.get(), before, nanos.getAsLong());
  }

  private Look look(Asked asked) throws InterruptedException {
    Backlog.Size size = Await.onRepeatable(asked.size(), backlog);
    Look look =
        new Look(
            size.targets(),
            size.usedBytes(),
            size.maxBytes(),
            asked.committedBefore(),
            nanos.getAsLong());
    last = look;
    return look;
  }

  private boolean isOld(long since) {
    return nanos.getAsLong() - since >= FRESH_NANOS;
  }

  private synchronized long committedSoFar() {
    return committed;
  }

  private static Problem full(String detail) {
    return Problem.later(429, detail, LATER);
  }
}
