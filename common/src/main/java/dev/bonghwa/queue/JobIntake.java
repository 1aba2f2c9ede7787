package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Takes a job in: reserve an id, stage batches in an area of one's own, commit.
 *
 * <p>Death anywhere in between loses nothing and makes nothing: the caller's retry with the same
 * key comes to the same id, and the first commit wins. The job's id is put into the indexes before
 * the commit, for a job that no index has would stand still for ever.
 */
public final class JobIntake {

  private static final LuaScript STAGE = LuaScript.of(JobIntake.class, "job", "stage");
  private static final LuaScript COMMIT = LuaScript.of(JobIntake.class, "job", "commit");
  private static final LuaScript ABANDON = LuaScript.of(JobIntake.class, "job", "abandon");
  // Longer than a slow client needs for the next batch.
  private static final Duration AREA_LIVES = Duration.ofMinutes(16);
  private static final Duration COUNTED_ANEW = Duration.ofMinutes(1);
  // Longer than any commit can be under way, so upkeep never drops the pointer of a job that is
  // about to appear. No job is visited later than that.
  static final Duration FIRST_VISIT = Duration.ofSeconds(60);

  /** After that long a commit puts its job into the indexes itself. */
  public static final Duration ANNOUNCED_FOR = Duration.ofSeconds(10);

  private final Redis redis;
  private final RandomGenerator random;
  private final Tickets tickets;
  private final JobPointers pointers;
  private final Reservations reservations;

  public JobIntake(Redis redis, RandomGenerator random) {
    this.redis = redis;
    this.random = random;
    this.tickets = new Tickets(redis);
    this.pointers = new JobPointers(redis);
    this.reservations = new Reservations(redis);
  }

  /**
   * A new id for a job that no idempotency key stands for. Its time is Redis', for it is compared
   * with the store's epoch.
   */
  public CompletionStage<JobId> freshId() {
    return redis.time().thenApply(now -> JobId.create(() -> now, random));
  }

  /**
   * The job that this key stands for from now on.
   *
   * @param ttl how long the key is remembered
   * @return the id it stood for already, or a fresh one
   */
  public CompletionStage<Reservation> reserve(String idempotencyKey, Duration ttl) {
    return freshId().thenCompose(fresh -> reservations.reserve(idempotencyKey, ttl, fresh));
  }

  /**
   * Notes at the key that its job was committed. To be confirmed before the caller is answered: the
   * key outlives the job, and a repeat must not be sent again.
   */
  public CompletionStage<Boolean> remember(String idempotencyKey, JobId job, byte[] digest) {
    return reservations.remember(idempotencyKey, job, HexFormat.of().formatHex(digest));
  }

  /** A staging area of one's own. */
  public StagingArea stagingArea(JobId job) {
    return new StagingArea(job, HexFormat.of().toHexDigits(random.nextLong()));
  }

  /**
   * Puts batches into the staging area.
   *
   * @return false when the job is committed already, so that staging more is of no use
   */
  public CompletionStage<Boolean> stage(StagingArea area, List<StagedBatch> batches) {
    return redis
        .runForNumber(STAGE, List.of(redis.keys().job(area.job())), arguments(area, batches))
        .thenApply(staged -> staged == 1);
  }

  private static Object[] arguments(StagingArea area, List<StagedBatch> batches) {
    List<Object> args = new ArrayList<>();
    args.add(area.name());
    args.add(AREA_LIVES.toMillis());
    args.add(COUNTED_ANEW.toMillis());
    add(batches, args);
    return args.toArray();
  }

  private static void add(List<StagedBatch> batches, List<Object> args) {
    for (StagedBatch batch : batches) {
      args.add(batch.number());
      args.add(batch.node());
      args.add(batch.targets().size());
      args.add(TargetsCodec.encode(batch.targets()));
    }
  }

  /** Forgets what was staged and not committed; else it would lie there until it expires. */
  public CompletionStage<Long> abandon(StagingArea area) {
    return redis.runForNumber(ABANDON, List.of(redis.keys().job(area.job())), area.name());
  }

  /** Makes what was staged the job, and rings every node that it was planned for. */
  public CompletionStage<CommitReply> commit(StagingArea area, JobSpec spec) {
    return commit(area, spec, List.of());
  }

  /**
   * The same with batches that were not staged: as many as one {@link #stage} would take. A job
   * that has no more than these needs none.
   */
  public CompletionStage<CommitReply> commit(
      StagingArea area, JobSpec spec, List<StagedBatch> rest) {
    return pointAt(area.job()).thenCompose(pointed -> commitAnnounced(area, spec, rest));
  }

  private CompletionStage<Long> pointAt(JobId job) {
    return redis
        .commands()
        .exists(redis.keys().job(job))
        // A replay that dies here must not put off the visit of a job that is under way.
        .thenCompose(there -> pointers.visitAfter(there == 0 ? FIRST_VISIT : Duration.ZERO, job));
  }

  /**
   * Puts a job of a {@link Reservation#isNew new} id into the indexes, while other things are done
   * that have to be before its commit. To be confirmed before {@link #commitAnnounced}, which must
   * follow within {@link #ANNOUNCED_FOR}.
   */
  public CompletionStage<Long> announce(JobId fresh) {
    return pointers.firstVisitAfter(FIRST_VISIT, fresh);
  }

  /** Commits a job that was announced: one call less to wait for. */
  public CompletionStage<CommitReply> commitAnnounced(
      StagingArea area, JobSpec spec, List<StagedBatch> rest) {
    JobId job = area.job();
    return redis
        .runForWord(COMMIT, List.of(redis.keys().job(job)), arguments(area, spec, rest))
        .thenCompose(
            word ->
                switch (word) {
                  case "COMMITTED" ->
                      begin(job, spec).thenApply(b -> new CommitReply.Committed(job, true));
                  case "ALREADY" ->
                      pointers.visitNow(job).thenApply(p -> new CommitReply.Committed(job, false));
                  case "MISMATCH" ->
                      pointers.visitNow(job).thenApply(p -> new CommitReply.Mismatch());
                  default -> CompletableFuture.completedStage(new CommitReply.Incomplete());
                });
  }

  private CompletionStage<Void> begin(JobId job, JobSpec spec) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    all.add(pointers.visitNow(job).toCompletableFuture());
    for (NodeId node : spec.plan().keySet()) {
      if (!node.isVirtual()) {
        // A ring that fails is no failure of the commit: upkeep rings again in a second.
        all.add(
            tickets
                .ringFirst(node, spec.priority(), job)
                .exceptionally(away -> 0L)
                .toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private static Object[] arguments(StagingArea area, JobSpec spec, List<StagedBatch> rest) {
    List<Object> args = new ArrayList<>();
    args.add(area.name());
    args.add(HexFormat.of().formatHex(spec.digest()));
    args.add(spec.batches());
    args.add(spec.expiresIn().toMillis());
    args.add(spec.message());
    args.add(spec.plan().size());
    spec.plan()
        .forEach(
            (node, targets) -> {
              args.add(node);
              args.add(targets);
            });
    Map<String, Object> fields = fields(spec);
    args.add(fields.size());
    fields.forEach(
        (field, value) -> {
          args.add(field);
          args.add(value);
        });
    add(rest, args);
    return args.toArray();
  }

  private static Map<String, Object> fields(JobSpec spec) {
    Map<String, Object> fields =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("protocol", spec.protocol()),
                Map.entry("total", spec.total()),
                Map.entry("batches", spec.batches()),
                Map.entry("channel", spec.channel()),
                Map.entry("priority", spec.priority().word()),
                Map.entry("name", spec.name()),
                Map.entry("duplicates", spec.excluded().duplicates()),
                Map.entry("already_gone", spec.excluded().alreadyGone()),
                Map.entry("invalid", spec.excluded().invalid()),
                Map.entry("keep_delivered", spec.retention().delivered().toMillis()),
                Map.entry("keep_otherwise", spec.retention().otherwise().toMillis())));
    if (spec.key() != null) {
      fields.put("key", spec.key());
    }
    if (spec.redriveOf() != null) {
      fields.put("redrive_of", spec.redriveOf());
    }
    return fields;
  }
}
