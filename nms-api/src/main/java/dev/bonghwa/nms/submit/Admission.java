package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.submit.BacklogLooks.Look;
import dev.bonghwa.queue.Backlog;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says no to new jobs while too much waits already, so that the store never fills up; should it be
 * full nevertheless, says what it would say itself, 503. Looks once a second; what is being
 * committed here, or was since the last look began, it counts itself. What another nms-api commits
 * it knows from its next look.
 */
public final class Admission {
  private static final double SHARE_OF_MAXMEMORY = 0.6;
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration AFTER_CARE = Duration.ofSeconds(15);

  private final BacklogLooks looks;
  private final long mostTargets;
  private final long mostBytes;

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
    this.looks = new BacklogLooks(backlog, this::committedSoFar, nanos);
    this.mostTargets = mostTargets;
    this.mostBytes = mostBytes;
  }

  /** So many targets that are being committed, until it is closed. */
  interface Admitted extends AutoCloseable {
    @Override
    void close();
  }

  /** Begins to find out what {@link #check()} will need, and does not wait for it. */
  void prepare() {
    looks.askAhead();
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
    Look now = backlogFor(targets);
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
    Look now = backlogFor(targets);
    synchronized (this) {
      checkTargets(now, targets);
      committing += targets;
    }
    return () -> end(targets);
  }

  /** Once nothing but the number of those that wait can speak against so many. */
  private Look backlogFor(long targets) throws InterruptedException {
    if (targets > mostTargets) {
      throw Problem.of(
          413,
          "%,d targets are more than may ever wait, BACKLOG_TARGETS is %,d: split the job"
              .formatted(targets, mostTargets));
    }
    Look now = newest(targets);
    checkBytes(now);
    return now;
  }

  private synchronized void end(long targets) {
    committing -= targets;
    committed += targets;
  }

  private synchronized long waiting(Look now) {
    return now.size().targets() + committing + committed - now.committedBefore();
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
    long used = now.size().usedBytes();
    long most = now.size().maxBytes();
    if (most > 0 && used >= most) {
      throw Problem.later(
          503,
          "Redis uses %,d bytes, its maxmemory is %,d: it takes no new jobs".formatted(used, most),
          AFTER_CARE);
    }
    long cap = mostBytes > 0 ? mostBytes : Math.round(most * SHARE_OF_MAXMEMORY);
    if (cap > 0 && used > cap) {
      throw full("Redis uses %,d bytes; BACKLOG_BYTES is %,d".formatted(used, cap));
    }
  }

  /** Targets that wait: up to a second ago, and what was committed here since. */
  long waiting() throws InterruptedException {
    return waiting(looks.recent());
  }

  /** Looks again before it comes to a refusal: a commit may have been refused, or counted twice. */
  private Look newest(long targets) throws InterruptedException {
    Look known = looks.recent();
    boolean full = waiting(known) + targets > mostTargets;
    return full && known.committedBefore() != committedSoFar() ? looks.again() : known;
  }

  private synchronized long committedSoFar() {
    return committed;
  }

  private static Problem full(String detail) {
    return Problem.later(429, detail, LATER);
  }
}
