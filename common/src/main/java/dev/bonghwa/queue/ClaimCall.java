package dev.bonghwa.queue;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisFailure;
import dev.bonghwa.redis.ScriptReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One numbered claim. Running it again after a failure answers what the first run did, whether or
 * not that reached Redis.
 */
public final class ClaimCall {

  /** How long a batch lies in its own node's queue before another may take it. */
  static final Duration STEAL_AFTER = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(ClaimCall.class);
  private static final LuaScript CLAIM = LuaScript.of(ClaimCall.class, "job", "claim");
  private static final int HEADER = 9;

  private final Redis redis;
  private final BatchClaims claims;
  private final Request request;

  ClaimCall(Redis redis, BatchClaims claims, Request request) {
    this.redis = redis;
    this.claims = claims;
    this.request = request;
  }

  /** Asks Redis. */
  public CompletionStage<ClaimReply> run() {
    return redis
        .run(
            CLAIM,
            List.of(redis.keys().job(request.job())),
            request.self(),
            request.number(),
            request.self().node(),
            request.steal() ? "steal" : "own",
            request.room(),
            request.lease().toMillis(),
            Protocol.VERSION,
            STEAL_AFTER.toMillis(),
            request.careful() ? 1 : 0,
            BatchClaims.MOST_HELD)
        .thenApply(this::read)
        .exceptionallyCompose(this::failed);
  }

  private CompletionStage<ClaimReply> failed(Throwable failure) {
    if (!RedisFailure.isHopeless(failure)) {
      return CompletableFuture.failedStage(failure);
    }
    log.error("Nothing of {} can be claimed, its record does not allow it", request.job(), failure);
    return CompletableFuture.completedStage(new ClaimReply.Unavailable(ClaimReply.Why.BROKEN));
  }

  private ClaimReply read(ScriptReply reply) {
    if (!reply.text(0).equals("CLAIMED")) {
      return new ClaimReply.Unavailable(ClaimReply.Why.valueOf(reply.text(0)));
    }
    List<ClaimedBatch> batches = new ArrayList<>();
    for (int i = HEADER; i < reply.size(); i++) {
      readBatch(reply.list(i), batches);
    }
    return new ClaimReply.Claimed(facts(reply), batches, reply.flag(1));
  }

  private JobFacts facts(ScriptReply reply) {
    return new JobFacts(
        request.job(),
        JobState.of(reply.text(2)),
        Priority.of(reply.text(3)),
        reply.text(4),
        reply.moment(5),
        reply.number(6),
        reply.flag(7),
        reply.moment(8));
  }

  private void readBatch(ScriptReply batch, List<ClaimedBatch> batches) {
    int number = (int) batch.number(0);
    try {
      batches.add(
          new ClaimedBatch(
              request.job(),
              number,
              request.claim(),
              TargetsCodec.decode(batch.bytes(1)),
              BitSet.valueOf(batch.bytes(2)),
              RetriesCodec.decode(batch.bytes(3)),
              batch.flag(4)));
    } catch (MalformedBatchException e) {
      log.error(
          "Batch {} of {} cannot be read ({}): it is quarantined, its open targets end as failed",
          number,
          request.job(),
          e.getMessage());
      quarantine(number);
    }
  }

  private void quarantine(int batch) {
    claims
        .settle(Settlement.unreadable(request.job(), batch, request.claim()))
        .whenComplete(
            (settled, failure) -> {
              if (failure != null) {
                log.warn(
                    "Batch {} of {} could not be quarantined now; it is tried again when its lease"
                        + " ends",
                    batch,
                    request.job());
              }
            });
  }

  /** What is asked for. */
  record Request(
      InstanceId self,
      long number,
      JobId job,
      int room,
      boolean steal,
      boolean careful,
      Duration lease) {

    String claim() {
      return self + "#" + number;
    }
  }
}
