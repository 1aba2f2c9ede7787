package dev.bonghwa.queue;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.ScriptReply;
import dev.bonghwa.registry.NodeRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beats of one that does upkeep. A long gap between two means that Redis was away, or that it
 * stands still; so they go on during a pass, or a slow one would be taken for that.
 */
final class Pulse {

  private static final Logger log = LoggerFactory.getLogger(Pulse.class);
  private static final LuaScript BEAT = LuaScript.of(Pulse.class, "beat");
  private static final Duration AWAY_AFTER = Duration.ofSeconds(3);
  private static final Duration VISIT_EVERY = Duration.ofSeconds(1);
  private static final long BEAT_EVERY = Duration.ofSeconds(1).toNanos();

  private final Redis redis;
  private final Duration lease;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final String self;
  private final AtomicLong last;
  private volatile Beat.Life life = Beat.Life.UNKNOWN;

  Pulse(Redis redis, Duration lease, RandomGenerator random, LongSupplier nanoTime) {
    this.redis = redis;
    this.lease = lease;
    this.random = random;
    this.nanoTime = nanoTime;
    this.self = Long.toHexString(random.nextLong());
    this.last = new AtomicLong(nanoTime.getAsLong());
  }

  /** Takes so many of the jobs that are due. */
  CompletionStage<ScriptReply> beat(int jobs) {
    last.set(nanoTime.getAsLong());
    return redis
        .run(
            BEAT,
            List.of(
                redis.keys().beat(),
                redis.keys().jobs(),
                redis.keys().epoch(),
                redis.keys().passes(),
                redis.keys().alive()),
            AWAY_AFTER.toMillis(),
            lease.toMillis(),
            VISIT_EVERY.toMillis(),
            jobs,
            Long.toHexString(random.nextLong()),
            life.epoch(),
            life.passes(),
            self,
            Protocol.VERSION,
            JobIntake.FIRST_VISIT.toMillis(),
            NodeRegistry.ALIVE_FOR.toMillis())
        .thenApply(this::remember);
  }

  /** The same value, after a beat if the last one was a while ago. */
  <T> CompletionStage<T> goOn(T value) {
    long before = last.get();
    boolean due = nanoTime.getAsLong() - before >= BEAT_EVERY;
    if (!due || !last.compareAndSet(before, before + BEAT_EVERY)) {
      return CompletableFuture.completedStage(value);
    }
    // One that fails leaves a gap, as it should.
    return beat(0).handle((beat, failure) -> value);
  }

  private ScriptReply remember(ScriptReply reply) {
    Beat.Life now = Beat.Life.read(reply);
    if (!life.epoch().isEmpty() && !life.epoch().equals(now.epoch())) {
      log.error("Redis has lost data: jobs made before now that it does not know answer 410");
    }
    life = now;
    return reply;
  }
}
