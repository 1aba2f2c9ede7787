package dev.bonghwa.nms.submit;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.Backlog;
import java.time.Duration;
import java.util.Optional;

/**
 * Says no to new jobs while too much waits already, so that the store never fills up. Looks once a
 * second.
 */
public final class Admission {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final double SHARE_OF_MAXMEMORY = 0.6;
  private static final Duration LATER = Duration.ofSeconds(30);

  private final Backlog backlog;
  private final long mostTargets;
  private final long mostBytes;
  private volatile Look last = new Look(0, 0, 0, System.nanoTime() - FRESH_NANOS);

  /**
   * Takes the caps.
   *
   * @param mostBytes that Redis may use; 0 means 60 % of its maxmemory, if it has one
   */
  public Admission(Backlog backlog, long mostTargets, long mostBytes) {
    this.backlog = backlog;
    this.mostTargets = mostTargets;
    this.mostBytes = mostBytes;
  }

  private record Look(long targets, long usedBytes, long maxBytes, long nanos) {}

  /** Why a job of at least so many targets cannot be taken now; empty when it can. */
  Optional<Problem> refusal(long targets) throws InterruptedException {
    if (targets > mostTargets) {
      return Optional.of(
          Problem.of(
              413,
              "%,d targets are more than may ever wait, BACKLOG_TARGETS is %,d: split the job"
                  .formatted(targets, mostTargets)));
    }
    Look now = look();
    if (now.targets() + targets > mostTargets) {
      return full(
          "%,d targets wait and %,d would come; BACKLOG_TARGETS is %,d"
              .formatted(now.targets(), targets, mostTargets));
    }
    long cap = mostBytes > 0 ? mostBytes : Math.round(now.maxBytes() * SHARE_OF_MAXMEMORY);
    return cap > 0 && now.usedBytes() > cap
        ? full("Redis uses %,d bytes; BACKLOG_BYTES is %,d".formatted(now.usedBytes(), cap))
        : Optional.empty();
  }

  /** Targets that wait, up to a second ago. */
  long waiting() throws InterruptedException {
    return look().targets();
  }

  private Look look() throws InterruptedException {
    if (System.nanoTime() - last.nanos() >= FRESH_NANOS) {
      Backlog.Size size = Await.onRepeatable(backlog::read);
      last = new Look(size.targets(), size.usedBytes(), size.maxBytes(), System.nanoTime());
    }
    return last;
  }

  private static Optional<Problem> full(String detail) {
    return Optional.of(Problem.later(429, detail, LATER));
  }
}
