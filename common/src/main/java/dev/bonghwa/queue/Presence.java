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
 * Tells Redis that there is upkeep: with the start of each pass, and once a second while it lasts.
 * A long gap means that Redis was away, or that it stood still; a slow pass is not to be taken for
 * that.
 */
final class Presence {

  private static final Logger log = LoggerFactory.getLogger(Presence.class);
  private static final LuaScript PASS = LuaScript.of(Presence.class, "pass");
  private static final Duration AWAY_AFTER = Duration.ofSeconds(3);
  private static final Duration VISIT_EVERY = Duration.ofSeconds(1);
  private static final long TOLD_EVERY = Duration.ofSeconds(1).toNanos();

  private final Redis redis;
  private final Duration lease;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final String self;
  private final AtomicLong last;
  private volatile PassStart.Life life = PassStart.Life.UNKNOWN;

  Presence(Redis redis, Duration lease, RandomGenerator random, LongSupplier nanoTime) {
    this.redis = redis;
    this.lease = lease;
    this.random = random;
    this.nanoTime = nanoTime;
    this.self = Long.toHexString(random.nextLong());
    this.last = new AtomicLong(nanoTime.getAsLong());
  }

  /** Starts a pass with so many of the jobs that are due; 0: it goes on with those it has. */
  CompletionStage<ScriptReply> start(int jobs) {
    last.set(nanoTime.getAsLong());
    return redis
        .run(
            PASS,
            List.of(
                redis.keys().upkeep(),
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

  /** The same value, told to Redis first if the last time was a while ago. */
  <T> CompletionStage<T> goOn(T value) {
    long before = last.get();
    boolean due = nanoTime.getAsLong() - before >= TOLD_EVERY;
    if (!due || !last.compareAndSet(before, before + TOLD_EVERY)) {
      return CompletableFuture.completedStage(value);
    }
    // One that fails leaves a gap, as it should.
    return start(0).handle((told, failure) -> value);
  }

  private ScriptReply remember(ScriptReply reply) {
    PassStart.Life now = PassStart.Life.read(reply);
    if (!life.epoch().isEmpty() && !life.epoch().equals(now.epoch())) {
      log.error("Redis has lost data: jobs made before now that it does not know answer 410");
    }
    life = now;
    return reply;
  }
}
