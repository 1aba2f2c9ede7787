package dev.bonghwa.nms.submit;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.intake.JobRequest;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.CommitReply;
import dev.bonghwa.queue.StagedBatch;
import dev.bonghwa.queue.StagingArea;
import dev.bonghwa.registry.RegisteredNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One submit from its source's first target to its commit. Used once. */
final class Submission {
  private static final Logger log = LoggerFactory.getLogger(Submission.class);

  private final Submissions all;
  private final Pinned pinned;
  private final Commit commit;

  Submission(Submissions all, Pinned pinned) {
    this.all = all;
    this.pinned = pinned;
    this.commit = new Commit(all.store(), all.admission(), pinned);
  }

  /** The answer of {@code nodes} is what the job is planned by. */
  Submitted run(Source source, CompletionStage<List<RegisteredNode>> nodes)
      throws InterruptedException {
    if (!pinned.isReplay()) {
      all.admission().check();
    }
    StagingArea area = all.store().intake().stagingArea(pinned.job());
    Staging staging = staging(area, nodes);
    try {
      return run(area, staging, source);
    } finally {
      if (staging.hasStaged()) {
        // Nobody waits for it: what is left behind expires by itself. After the commit nothing is.
        all.store().intake().abandon(area);
      }
    }
  }

  private Staging staging(StagingArea area, CompletionStage<List<RegisteredNode>> nodes)
      throws InterruptedException {
    boolean replay = pinned.digest() != null;
    return new Staging(
        batches -> all.store().intake().stage(area, batches),
        all.fleet().plan(nodes),
        all.settings().batchSize(),
        replay);
  }

  private Submitted run(StagingArea area, Staging staging, Source source)
      throws InterruptedException {
    GoneFilter filter = new GoneFilter(all.store().gone(), staging);

    Content content = source.read(filter);
    commit.announce();
    filter.finish();
    staging.finish();
    Submitted made =
        pinned.digest() != null
            ? repeat(pinned.digest(), content.digest())
            : make(area, spec(content, filter, staging), staging.rest());
    return told(made, content);
  }

  /** What the key remembers as done is never done again, whether or not its job is still kept. */
  Submitted repeat(String known, byte[] digest) throws InterruptedException {
    if (!known.equals(HexFormat.of().formatHex(digest))) {
      throw Commit.otherBody();
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
    commit.awaitDisk();
    return replayed(job);
  }

  private Submitted replayed(Job job) throws InterruptedException {
    all.metrics().replayed();
    return submitted(job, false, all.estimates().warning(job));
  }

  private JobSpec spec(Content content, GoneFilter filter, Staging staging) {
    JobRequest request = content.request();
    return new JobSpec(
        request.message(),
        request.channel(),
        request.priority(),
        request.name(),
        request.expiresIn(),
        new JobSpec.Excluded(content.duplicates(), filter.alreadyGone(), content.invalid()),
        staging.plan(),
        staging.batches(),
        content.digest(),
        pinned.key(),
        content.redriveOf(),
        staging.protocol(),
        all.settings().retention());
  }

  private Submitted make(StagingArea area, JobSpec spec, List<StagedBatch> rest)
      throws InterruptedException {
    CommitReply.Committed committed = commit.make(area, spec, rest);
    JobId id = committed.job();
    CompletionStage<Optional<Job>> read = all.store().reader().read(id);
    commit.confirm(spec.digest());
    Job job = CommittedJob.of(id, spec, read);
    if (!committed.first()) {
      return replayed(job);
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
    return submitted(job, true, all.estimates().warning(spec.total(), spec.expiresIn(), true));
  }

  private static Submitted submitted(Job job, boolean first, Optional<String> estimate) {
    return new Submitted(job, first, List.of(), estimate.stream().toList());
  }

  /** With what its reading has brought to light. */
  private static Submitted told(Submitted made, Content content) {
    List<String> warnings = new ArrayList<>(content.request().warnings());
    warnings.addAll(made.warnings());
    return new Submitted(made.job(), made.first(), content.told(), warnings);
  }
}
