package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import io.lettuce.core.KeyValue;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What idempotency keys stand for. They outlive their jobs: what was sent is not sent again. */
final class Reservations {

  private static final LuaScript REMEMBER = LuaScript.of(Reservations.class, "remember");

  private final Redis redis;

  Reservations(Redis redis) {
    this.redis = redis;
  }

  /** What the key stood for already, or the fresh one, which it stands for from now on. */
  CompletionStage<Reservation> reserve(String idempotencyKey, Duration ttl, JobId fresh) {
    String key = redis.keys().idempotency(idempotencyKey);
    var own = new Reservation(fresh, null, true);
    return redis
        .commands()
        .set(key, fresh.value().getBytes(UTF_8), SetArgs.Builder.nx().px(ttl.toMillis()))
        .thenCompose(
            set ->
                set != null
                    ? CompletableFuture.completedStage(own)
                    : redis.commands().get(key).thenApply(known -> pinned(known, own)));
  }

  private static Reservation pinned(byte @Nullable [] known, Reservation fresh) {
    return known == null ? fresh : Reservation.read(known);
  }

  /**
   * Notes at the key that its job was committed.
   *
   * @param digest hex
   */
  CompletionStage<Boolean> remember(String idempotencyKey, JobId job, String digest) {
    return redis
        .runForNumber(REMEMBER, List.of(redis.keys().idempotency(idempotencyKey)), job, digest)
        .thenApply(noted -> noted == 1);
  }

  /** The same of a job that may soon be forgotten: whoever committed it may not have lived to. */
  CompletionStage<Boolean> remember(JobId job) {
    return redis
        .commands()
        .hmget(redis.keys().job(job), "key", "digest")
        .thenCompose(
            fields ->
                fields.getFirst().hasValue()
                    ? remember(text(fields.getFirst()), job, text(fields.getLast()))
                    : CompletableFuture.completedStage(false));
  }

  private static String text(KeyValue<String, byte[]> field) {
    return new String(field.getValue(), UTF_8);
  }
}
