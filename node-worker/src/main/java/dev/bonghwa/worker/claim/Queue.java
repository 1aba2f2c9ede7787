package dev.bonghwa.worker.claim;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.redis.BlockingPop.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** This node's side of the queue, as the claim loop uses it. */
public interface Queue {

  /** Waits for a ticket on this node's lists; empty when none came in time. */
  CompletionStage<Optional<Ticket>> pop(boolean highOnly, Duration block);

  /** A new claim; the call may be made again, until it is answered. */
  Supplier<CompletionStage<ClaimReply>> claim(JobId job, int room, boolean steal, boolean careful);

  /** Some jobs that may have batches queued for other nodes, oldest first. */
  CompletionStage<List<JobId>> stealable();

  /** Puts the job's ticket at the end of this node's list. */
  CompletionStage<Boolean> ring(JobId job, Priority priority);
}
