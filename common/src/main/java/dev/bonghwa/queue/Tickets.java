package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Rings nodes for jobs. A ticket wakes up and carries nothing: a lost, doubled or stale one costs a
 * look.
 */
final class Tickets {

  private static final LuaScript TICKET = LuaScript.of(Tickets.class, "ticket");

  private final Redis redis;

  Tickets(Redis redis) {
    this.redis = redis;
  }

  /**
   * Puts the ticket of a job that nobody has rung for yet on the node's list; answers how many are
   * on it then. Upkeep may be sooner after all: then it is there twice.
   */
  CompletionStage<Long> ringFirst(NodeId node, Priority priority, JobId job) {
    return redis
        .commands()
        .rpush(redis.keys().tickets(node, priority), job.value().getBytes(UTF_8));
  }

  /**
   * As {@link #ring}, where the ticket is most likely there: to look is half of a script's cost.
   */
  CompletionStage<Boolean> ringAgain(NodeId node, Priority priority, JobId job) {
    return redis
        .commands()
        .lpos(redis.keys().tickets(node, priority), job.value().getBytes(UTF_8))
        .thenCompose(
            at -> at == null ? ring(node, priority, job) : CompletableFuture.completedStage(false));
  }

  /** Puts the job's ticket on the node's list unless it is there; answers whether it was put. */
  CompletionStage<Boolean> ring(NodeId node, Priority priority, JobId job) {
    return redis
        .runForNumber(TICKET, List.of(redis.keys().tickets(node, priority)), job)
        .thenApply(put -> put == 1);
  }
}
