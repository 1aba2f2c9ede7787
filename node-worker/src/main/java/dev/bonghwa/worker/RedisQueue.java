package dev.bonghwa.worker;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.redis.BlockingPop.Ticket;
import dev.bonghwa.worker.claim.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The claim loop's queue in Redis.
 *
 * @param now the latest that Redis TIME can be
 */
record RedisQueue(NodeId node, PopConnection pops, BatchClaims claims, Supplier<Instant> now)
    implements Queue {

  private static final int STEALABLE = 16;

  @Override
  public CompletionStage<Optional<Ticket>> pop(boolean highOnly, Duration block) {
    return pops.pop(node, highOnly, block);
  }

  @Override
  public Supplier<CompletionStage<ClaimReply>> claim(
      JobId job, int room, boolean steal, boolean careful) {
    return claims.claim(job, room, steal, careful)::run;
  }

  @Override
  public CompletionStage<List<JobId>> stealable() {
    return claims.stealable(STEALABLE, now.get());
  }

  @Override
  public CompletionStage<Boolean> ring(JobId job, Priority priority) {
    return claims.ring(job, priority);
  }
}
