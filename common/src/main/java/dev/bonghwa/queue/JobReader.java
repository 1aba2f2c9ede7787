package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisFailure;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads jobs as they are at this moment. */
public final class JobReader {

  // How many jobs one call looks at in search of those in a state, so that no call reads the whole
  // list.
  private static final int LOOKED_AT = 1_000;

  private static final Logger log = LoggerFactory.getLogger(JobReader.class);

  private final Redis redis;
  private final Told unreadable = new Told();

  public JobReader(Redis redis) {
    this.redis = redis;
  }

  /**
   * The job, or nothing when there is none (any more). All its numbers are of one moment. Fails for
   * one whose record cannot be read; lists leave it out.
   */
  public CompletionStage<Optional<Job>> read(JobId id) {
    return redis
        .commands()
        .hgetall(redis.keys().job(id))
        .thenApply(JobHash::new)
        .thenApply(
            hash -> hash.has("state") ? Optional.of(JobCodec.decode(id, hash)) : Optional.empty());
  }

  /** The JSON body that each endpoint of the job gets; nothing when there is no such job. */
  public CompletionStage<Optional<byte[]>> message(JobId id) {
    return redis.commands().get(redis.keys().message(id)).thenApply(Optional::ofNullable);
  }

  /** Every job that has not ended; costs as many reads. */
  public CompletionStage<List<Job>> unfinished() {
    return redis
        .commands()
        .zrange(redis.keys().jobs(), 0, -1)
        .thenCompose(ids -> readAll(JobIds.read(ids)))
        .thenApply(
            jobs ->
                jobs.stream()
                    .flatMap(Optional::stream)
                    .filter(job -> job.finished() == null)
                    .toList());
  }

  /** Whether the job had to let go of what it kept for each of its targets, for want of room. */
  public CompletionStage<Boolean> hasShed(JobId id) {
    return redis.commands().hexists(redis.keys().job(id), "shed");
  }

  /** Whether the store has lost what it had when this id was made. */
  public CompletionStage<Boolean> lostWithStore(JobId id) {
    return redis
        .commands()
        .get(redis.keys().epoch())
        .thenApply(
            epoch ->
                epoch != null && id.createdAt().toEpochMilli() < madeAt(new String(epoch, UTF_8)));
  }

  /**
   * Jobs, the newest first.
   *
   * @param state only those, null for all
   * @param limit how many at most; with a state there may be fewer although more follow
   * @param olderThan {@code next} of the page before, null for the first
   */
  public CompletionStage<Page<Job>> list(
      @Nullable JobState state, int limit, @Nullable JobId olderThan) {
    int look = state == null ? limit : LOOKED_AT;
    Range<byte[]> older =
        olderThan == null
            ? Range.unbounded()
            : Range.from(
                Range.Boundary.unbounded(),
                Range.Boundary.excluding(olderThan.value().getBytes(UTF_8)));
    return redis
        .commands()
        .zrevrangebylex(redis.keys().index(), older, Limit.from(look))
        .thenApply(JobIds::read)
        .thenCompose(ids -> readAll(ids).thenApply(jobs -> page(ids, jobs, state, limit, look)));
  }

  /**
   * The targets that ended in something else than delivered.
   *
   * @param states only those
   * @param limit how many at most; there may be fewer although more follow
   * @param cursor {@code next} of the page before, null for the first
   * @throws IllegalArgumentException when the cursor is not one of these
   */
  public CompletionStage<Page<Delivery>> deliveries(
      JobId id, Set<TargetState> states, int limit, @Nullable String cursor) {
    return new DeliveryPages(redis, id, states, limit).from(cursor);
  }

  private CompletionStage<List<Optional<Job>>> readAll(List<JobId> ids) {
    return Windowed.each(ids, id -> read(id).exceptionallyCompose(failure -> leftOut(id, failure)));
  }

  /** One record that cannot be read must not hide all the others. */
  private CompletionStage<Optional<Job>> leftOut(JobId id, Throwable failure) {
    if (!RedisFailure.isHopeless(failure)) {
      return CompletableFuture.failedStage(failure);
    }
    if (unreadable.isNew(id)) {
      log.error(
          "The record of {} cannot be read, lists and sums leave it out: {}",
          id,
          failure.getMessage());
    }
    return CompletableFuture.completedStage(Optional.empty());
  }

  private static Page<Job> page(
      List<JobId> ids, List<Optional<Job>> read, @Nullable JobState state, int limit, int look) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (jobs.size() == limit) {
        return new Page<>(jobs, ids.get(i - 1).value());
      }
      read.get(i).filter(job -> state == null || job.state() == state).ifPresent(jobs::add);
    }
    return new Page<>(jobs, ids.size() == look ? ids.getLast().value() : null);
  }

  private static long madeAt(String epoch) {
    return Long.parseLong(epoch.substring(epoch.indexOf(' ') + 1));
  }
}
