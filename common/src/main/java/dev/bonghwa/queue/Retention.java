package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
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
 * How long ended jobs stay readable: their own time, and all their failures together within {@link
 * #FAILURES_BYTES}. Redis forgets the keys by itself; this keeps the indexes true and the budget.
 */
final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final LuaScript FINISH = LuaScript.of(Retention.class, "finish");
  private static final long FAILURES_BYTES = 64L << 20;
  private static final int TRIMMED_A_PASS = 500;

  private final Redis redis;

  Retention(Redis redis) {
    this.redis = redis;
  }

  /** Moves an ended job from the jobs to be kept up to the finished ones. */
  CompletionStage<Void> finish(JobId job, Instant keptUntil) {
    return bytes(redis.keys().failures(job))
        .thenCombine(bytes(redis.keys().targets(job)), Long::sum)
        .thenCompose(bytes -> move(job, keptUntil, bytes).thenCompose(m -> keepBudgetAfter(bytes)));
  }

  /** Forgets what Redis has forgotten, and what is over the budget. */
  CompletionStage<Void> trim(Instant now) {
    return redis
        .commands()
        .zrangebyscore(
            redis.keys().finished(),
            Range.create(0, now.toEpochMilli()),
            Limit.from(TRIMMED_A_PASS))
        .thenCompose(over -> forget(JobIds.read(over)));
  }

  private CompletionStage<Long> move(JobId job, Instant keptUntil, long bytes) {
    return redis.runForNumber(
        FINISH,
        List.of(redis.keys().jobs(), redis.keys().finished(), redis.keys().kept()),
        job,
        keptUntil.toEpochMilli(),
        bytes);
  }

  private CompletionStage<Void> keepBudgetAfter(long added) {
    return added == 0
        ? CompletableFuture.completedStage(null)
        : redis.commands().hgetall(redis.keys().kept()).thenCompose(this::keepBudget);
  }

  private CompletionStage<Long> bytes(String key) {
    return redis.commands().memoryUsage(key).thenApply(bytes -> bytes == null ? 0L : bytes);
  }

  private CompletionStage<Void> keepBudget(Map<String, byte[]> kept) {
    Map<String, byte[]> oldestFirst = new TreeMap<>(kept);
    long total = oldestFirst.values().stream().mapToLong(Retention::number).sum();
    List<JobId> over = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : oldestFirst.entrySet()) {
      if (total <= FAILURES_BYTES) {
        break;
      }
      JobIds.read(each.getKey()).ifPresent(over::add);
      total -= number(each.getValue());
    }
    if (!over.isEmpty()) {
      log.warn(
          "The failures of ended jobs take more than {} MiB: the {} oldest of these jobs are"
              + " forgotten",
          FAILURES_BYTES >> 20,
          over.size());
    }
    return forget(over);
  }

  private CompletionStage<Void> forget(List<JobId> jobs) {
    return Windowed.each(jobs, this::forget).thenAccept(all -> {});
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
        .thenCompose(gone -> redis.commands().hdel(redis.keys().kept(), job.value()))
        .thenCompose(gone -> redis.commands().zrem(redis.keys().finished(), id));
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, UTF_8));
  }
}
