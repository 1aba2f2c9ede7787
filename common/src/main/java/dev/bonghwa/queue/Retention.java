package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisFailure;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long ended jobs stay readable: their counts for their own time, what they keep for each of
 * their targets as long as there is room for it. Redis forgets the keys by itself; this keeps the
 * indexes true and the budget.
 */
final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final LuaScript FINISH = LuaScript.of(Retention.class, "finish");
  private static final LuaScript RELEASE = LuaScript.of(Retention.class, "release");
  private static final LuaScript SHED = LuaScript.of(Retention.class, "job", "shed");
  private static final int TRIMMED_A_PASS = 500;
  // For a Redis that does not let us measure: a record of one failure, a batch of 500 targets.
  private static final long FAILURE_BYTES = 300;
  private static final long BATCH_BYTES = 50_000;

  private final Redis redis;
  private final Room room;

  Retention(Redis redis, Room room) {
    this.redis = redis;
    this.room = room;
  }

  /**
   * Bytes for what ended jobs keep for their targets.
   *
   * @param all over this the oldest jobs let go of it
   * @param one a job that has just ended lets go of it only over this
   */
  record Room(long all, long one) {
    static final Room USUAL = new Room(64L << 20, 512L << 20);
  }

  /** Moves an ended job from the jobs to be kept up to the finished ones. */
  CompletionStage<Void> finish(JobId job, Instant keptUntil) {
    return bytes(redis.keys().failures(job), FAILURE_BYTES)
        .thenCombine(bytes(redis.keys().targets(job), BATCH_BYTES), Long::sum)
        .thenCompose(bytes -> move(job, keptUntil, bytes))
        .thenCompose(
            all ->
                all <= room.all()
                    ? CompletableFuture.completedStage(null)
                    : redis
                        .commands()
                        .hgetall(redis.keys().kept())
                        .thenCompose(kept -> makeRoom(job, kept)));
  }

  /** The same of a job that keeps nothing for any target, so that there is nothing to measure. */
  CompletionStage<Void> finishDelivered(JobId job, Instant keptUntil) {
    return redis
        .runForNumber(FINISH, keysOfFinish(), job, keptUntil.toEpochMilli())
        .thenAccept(all -> {});
  }

  /** Forgets what Redis has forgotten. */
  CompletionStage<Void> trim(Instant now) {
    return redis
        .commands()
        .zrangebyscore(
            redis.keys().finished(),
            Range.create(0, now.toEpochMilli()),
            Limit.from(TRIMMED_A_PASS))
        .thenCompose(over -> Windowed.each(JobIds.read(over), this::forget))
        .thenAccept(all -> {});
  }

  /** Answers how many bytes all ended jobs keep. */
  private CompletionStage<Long> move(JobId job, Instant keptUntil, long bytes) {
    return redis.runForNumber(FINISH, keysOfFinish(), job, keptUntil.toEpochMilli(), bytes);
  }

  private List<String> keysOfFinish() {
    return List.of(redis.keys().jobs(), redis.keys().finished(), redis.keys().kept());
  }

  private CompletionStage<Long> bytes(String key, long forEach) {
    return redis
        .commands()
        .memoryUsage(key)
        .thenApply(bytes -> bytes == null ? 0L : bytes)
        .exceptionallyCompose(
            e ->
                RedisFailure.isRefusal(e)
                    ? redis.commands().hlen(key).thenApply(fields -> fields * forEach)
                    : CompletableFuture.failedStage(e));
  }

  private CompletionStage<Void> makeRoom(JobId ended, Map<String, byte[]> kept) {
    Map<JobId, Long> oldestFirst = new TreeMap<>();
    kept.forEach(
        (id, bytes) -> JobIds.read(id).ifPresent(job -> oldestFirst.put(job, number(bytes))));
    long total = oldestFirst.values().stream().mapToLong(Long::longValue).sum();
    List<JobId> over = new ArrayList<>();
    for (Map.Entry<JobId, Long> each : oldestFirst.entrySet()) {
      boolean tooLarge = each.getValue() > room.one();
      if (total > room.all() && (tooLarge || !each.getKey().equals(ended))) {
        over.add(each.getKey());
        total -= each.getValue();
      }
    }
    if (!over.isEmpty()) {
      log.warn(
          "What ended jobs keep for each target takes more than {} MiB: {} jobs, from {} on, keep"
              + " only their counts",
          room.all() >> 20,
          over.size(),
          over.getFirst());
    }
    return Windowed.each(over, this::shed).thenAccept(all -> {});
  }

  private CompletionStage<Long> shed(JobId job) {
    return redis
        .runForNumber(SHED, List.of(redis.keys().job(job)))
        .thenCompose(shed -> release(job));
  }

  private CompletionStage<Long> release(JobId job) {
    return redis.runForNumber(RELEASE, List.of(redis.keys().kept()), job);
  }

  private CompletionStage<Long> forget(JobId job) {
    byte[] id = job.value().getBytes(UTF_8);
    return redis
        .commands()
        .unlink(
            redis.keys().job(job),
            redis.keys().message(job),
            redis.keys().failures(job),
            redis.keys().targets(job),
            redis.keys().batches(job),
            redis.keys().settled(job))
        .thenCompose(gone -> redis.commands().zrem(redis.keys().index(), id))
        .thenCompose(gone -> release(job))
        .thenCompose(gone -> redis.commands().zrem(redis.keys().finished(), id));
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, UTF_8));
  }
}
