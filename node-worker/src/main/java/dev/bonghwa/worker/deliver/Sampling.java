package dev.bonghwa.worker.deliver;

import dev.bonghwa.hash.Hash;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Target;
import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;

/**
 * Asks a share of one job's endpoints to answer with what they have saved, and counts what does:
 * acceptance alone is no proof. Which targets those are follows from job and target, so a retry is
 * asked again, by whichever node.
 */
final class Sampling {
  private static final double UNIT = 0x1.0p-53;

  private final long seed;
  private final double share;
  private final WorkerMetrics metrics;

  Sampling(JobId job, double share, WorkerMetrics metrics) {
    this.seed = Hash.of(job.value());
    this.share = share;
    this.metrics = metrics;
  }

  /** The request as it is to be sent. */
  Outgoing of(Channel channel, Target target, Outgoing request) {
    return asks(channel, target) ? channel.confirmed(request) : request;
  }

  /** Takes what became of such a request; a refusal says nothing of what is saved. */
  void saw(Channel channel, Target target, SendResult.Attempted result, Outcome outcome) {
    if (outcome instanceof Outcome.Delivered
        && result instanceof SendResult.Answer answer
        && asks(channel, target)) {
      metrics.sampled(channel.isConfirmed(answer));
    }
  }

  /** Whether this target's endpoint is asked. */
  boolean asks(Channel channel, Target target) {
    return share > 0
        && (Hash.mix(seed ^ target.index()) >>> 11) * UNIT < share
        && channel.canConfirm(target.address());
  }
}
