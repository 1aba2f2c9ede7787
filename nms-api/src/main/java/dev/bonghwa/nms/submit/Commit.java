package dev.bonghwa.nms.submit;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.nms.store.Store;
import dev.bonghwa.queue.CommitReply;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.StagedBatch;
import dev.bonghwa.queue.StagingArea;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what was staged the job of its request, and sees to it that this is known and safe. */
final class Commit {
  private static final Logger log = LoggerFactory.getLogger(Commit.class);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Store store;
  private final Admission admission;
  private final Pinned pinned;
  private @Nullable Announced announced;

  Commit(Store store, Admission admission, Pinned pinned) {
    this.store = store;
    this.admission = admission;
    this.pinned = pinned;
  }

  /** Begins what has to be there before a new job is; the rest of the request need not wait. */
  void announce() {
    if (pinned.isNew()) {
      announced = new Announced(store.intake().announce(pinned.job()), System.nanoTime());
    }
  }

  /** Returns when the job is committed, by this request or by an earlier one. */
  CommitReply.Committed make(StagingArea area, JobSpec spec, List<StagedBatch> rest)
      throws InterruptedException {
    if (pinned.isReplay()) {
      return commit(area, spec, rest);
    }
    try (Admission.Admitted admitted = admission.admit(spec.total())) {
      return commit(area, spec, rest);
    }
  }

  /**
   * Returns when it is known for good that the job was made. A failure here is a 503 that is mended
   * by the repeat: it finds the job.
   */
  void confirm(byte[] digest) throws InterruptedException {
    String key = pinned.key();
    if (key != null) {
      Await.onRepeatable(() -> store.intake().remember(key, pinned.job(), digest));
    }
    awaitDisk();
  }

  /**
   * A replay waits too: its first try may have been told that the disk is late. Whatever goes wrong
   * here, the job is there: who sends it again without a key sends it twice.
   */
  void awaitDisk() throws InterruptedException {
    String why = "the disk of Redis has not confirmed it";
    try {
      if (Await.onRepeatable(store.onDisk())) {
        return;
      }
    } catch (Problem failure) {
      why = failure.detail();
    }
    log.warn("job {} is taken, but not known to survive a loss of power: {}", pinned.job(), why);
    throw Problem.later(
        503,
        pinned.job()
            + " is taken and will be sent, but is not known to survive a loss of power ("
            + why
            + "). Look at it; only with the same Idempotency-Key may it be sent again",
        AT_ONCE);
  }

  static Problem otherBody() {
    return Problem.at(
        422, "Idempotency-Key", "was used with another body; take a new key for a new job");
  }

  private CommitReply.Committed commit(StagingArea area, JobSpec spec, List<StagedBatch> rest)
      throws InterruptedException {
    AtomicBoolean again = new AtomicBoolean();
    CommitReply reply =
        Await.onRepeatable(
            firstTry(area, spec, rest),
            () -> {
              again.set(true);
              return store.intake().commit(area, spec, rest);
            });
    return switch (reply) {
      // A commit whose answer got lost meets its own job when it is made again.
      case CommitReply.Committed(JobId id, boolean first) ->
          new CommitReply.Committed(id, first || (again.get() && !pinned.isReplay()));
      case CommitReply.Mismatch() -> throw otherBody();
      case CommitReply.Incomplete() ->
          throw Problem.later(503, "part of what was staged is lost; send it again", AT_ONCE);
    };
  }

  private CompletionStage<CommitReply> firstTry(
      StagingArea area, JobSpec spec, List<StagedBatch> rest) {
    Announced told = announced;
    return told == null || told.isOld()
        ? store.intake().commit(area, spec, rest)
        : told.stage().thenCompose(done -> store.intake().commitAnnounced(area, spec, rest));
  }

  private record Announced(CompletionStage<Long> stage, long nanos) {
    boolean isOld() {
      return System.nanoTime() - nanos > JobIntake.ANNOUNCED_FOR.toNanos();
    }
  }
}
