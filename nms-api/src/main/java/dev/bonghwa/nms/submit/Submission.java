package dev.bonghwa.nms.submit;

import dev.bonghwa.hash.Digests;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.intake.JobRequest;
import dev.bonghwa.nms.intake.RequestFields;
import dev.bonghwa.nms.intake.SubmissionReader;
import dev.bonghwa.nms.intake.Vocabulary;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.Attempt;
import dev.bonghwa.queue.CommitReply;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One submit from its body's first byte to its commit. Used once. */
final class Submission {
  private static final Logger log = LoggerFactory.getLogger(Submission.class);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Submissions all;
  private final Vocabulary words;
  private final boolean strict;
  private final Pinned pinned;

  Submission(Submissions all, Vocabulary words, boolean strict, Pinned pinned) {
    this.all = all;
    this.words = words;
    this.strict = strict;
    this.pinned = pinned;
  }

  Submitted run(InputStream body, boolean lines) throws InterruptedException {
    if (!pinned.isReplay()) {
      all.admission().check();
    }
    Attempt attempt = all.store().intake().attempt(pinned.job());
    try {
      return run(attempt, body, lines);
    } finally {
      // Nobody waits for it: what is left behind expires by itself. After the commit nothing is.
      all.store().intake().abandon(attempt);
    }
  }

  private Submitted run(Attempt attempt, InputStream body, boolean lines)
      throws InterruptedException {
    ShardPlan plan = all.fleet().plan();
    Staging staging =
        new Staging(
            all.store().intake(),
            attempt,
            plan,
            all.settings().batchSize(),
            pinned.digest() != null);
    GoneFilter filter = new GoneFilter(all.store().gone(), staging);
    TargetList targets =
        new TargetList(
            all.parser(),
            new TargetList.Limits(all.settings().mostTargets(), strict),
            words.targets(),
            filter);
    DigestInputStream digested = new DigestInputStream(body, Digests.sha256());

    JobRequest request = read(digested, lines, targets);
    targets.finish();
    staging.finish();
    JobSpec spec = spec(request, targets, filter, staging, digest(digested));
    if (pinned.digest() != null) {
      return repeated(pinned.digest(), spec.digest(), targets, request);
    }
    CommitReply.Committed committed = admitAndCommit(attempt, spec);
    awaitDisk();
    return answer(spec, committed, targets, request);
  }

  /**
   * A replay waits too: its first try may have been told that the disk is late. Whatever goes wrong
   * here, the job is there: who sends it again without a key sends it twice.
   */
  private void awaitDisk() throws InterruptedException {
    String why = "the disk of Redis has not confirmed it";
    try {
      if (Await.onRepeatable(all.store().onDisk())) {
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

  /** What the key remembers as done is never done again, whether or not its job is still kept. */
  private Submitted repeated(String known, byte[] digest, TargetList targets, JobRequest request)
      throws InterruptedException {
    if (!known.equals(HexFormat.of().formatHex(digest))) {
      throw otherBody();
    }
    Job job =
        Await.onRepeatable(() -> all.store().reader().read(pinned.job()))
            .orElseThrow(
                () ->
                    Problem.of(
                        410,
                        "this Idempotency-Key made "
                            + pinned.job()
                            + ", which is no longer kept; nothing is sent again, take a new key"
                            + " for a new job"));
    awaitDisk();
    return replayed(job, targets, request);
  }

  private Submitted replayed(Job job, TargetList targets, JobRequest request)
      throws InterruptedException {
    all.metrics().replayed();
    List<String> warnings = new ArrayList<>(request.warnings());
    estimates().warning(job).ifPresent(warnings::add);
    return new Submitted(job, false, targets.told(), warnings);
  }

  private Estimates estimates() {
    return new Estimates(all.fleet(), all.admission());
  }

  private JobRequest read(InputStream body, boolean lines, TargetList targets)
      throws InterruptedException {
    RequestFields fields = new RequestFields(all.settings().expiry());
    SubmissionReader reader = new SubmissionReader(words, fields, targets);
    if (lines) {
      reader.readLines(body);
    } else {
      reader.readObject(body);
    }
    JobRequest request = fields.whole();
    if (request.makesThread() && targets.namesThread()) {
      throw Problem.at(
          422, "/message/thread_name", "must not be there when a target has a thread_id");
    }
    return request;
  }

  private JobSpec spec(
      JobRequest request, TargetList targets, GoneFilter filter, Staging staging, byte[] digest) {
    return new JobSpec(
        request.message(),
        request.channel(),
        request.priority(),
        request.name(),
        request.expiresIn(),
        new JobSpec.Excluded(targets.duplicates(), filter.alreadyGone(), targets.invalid()),
        staging.plan(),
        staging.batches(),
        digest,
        pinned.key(),
        staging.protocol(),
        all.settings().retention());
  }

  private CommitReply.Committed admitAndCommit(Attempt attempt, JobSpec spec)
      throws InterruptedException {
    if (pinned.isReplay()) {
      return commit(attempt, spec);
    }
    try (Admission.Admitted admitted = all.admission().admit(spec.total())) {
      return commit(attempt, spec);
    }
  }

  private CommitReply.Committed commit(Attempt attempt, JobSpec spec) throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    CommitReply reply =
        Await.onRepeatable(
            () -> {
              tries.incrementAndGet();
              return all.store().intake().commit(attempt, spec);
            });
    return switch (reply) {
      case CommitReply.Committed(JobId id, boolean first) -> {
        remember(pinned.key(), spec.digest());
        // A commit whose answer got lost meets its own job when it is made again.
        yield new CommitReply.Committed(id, first || (tries.get() > 1 && !pinned.isReplay()));
      }
      case CommitReply.Mismatch() -> throw otherBody();
      case CommitReply.Incomplete() ->
          throw Problem.later(503, "part of what was staged is lost; send it again", AT_ONCE);
    };
  }

  /** A failure here is a 503 that is mended by the repeat: it finds the job. */
  private void remember(@Nullable String key, byte[] digest) throws InterruptedException {
    if (key != null) {
      Await.onRepeatable(() -> all.store().intake().remember(key, pinned.job(), digest));
    }
  }

  private static Problem otherBody() {
    return Problem.at(
        422, "Idempotency-Key", "was used with another body; take a new key for a new job");
  }

  private Submitted answer(
      JobSpec spec, CommitReply.Committed committed, TargetList targets, JobRequest request)
      throws InterruptedException {
    JobId id = committed.job();
    Job job = new CommittedJob(all.store().reader()).read(id, spec);
    if (!committed.first()) {
      return replayed(job, targets, request);
    }
    all.metrics().accepted(spec.total(), spec.excluded());
    log.info(
        "job {} accepted: targets {}, batches {}, shards {}, duplicates {}, gone {}, invalid {}",
        id,
        spec.total(),
        spec.batches(),
        spec.plan().size(),
        spec.excluded().duplicates(),
        spec.excluded().alreadyGone(),
        spec.excluded().invalid());
    List<String> warnings = new ArrayList<>(request.warnings());
    estimates().warning(spec).ifPresent(warnings::add);
    return new Submitted(job, true, targets.told(), warnings);
  }

  /**
   * What tells a replay from another request under the same key: every byte, and how it was to be
   * read.
   */
  private byte[] digest(DigestInputStream read) {
    MessageDigest digest = read.getMessageDigest();
    digest.update((byte) (strict ? 1 : 0));
    return digest.digest();
  }
}
