package dev.bonghwa.cli.bench.scale;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.registry.NodeRegistry;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** A worker that claims and settles, and sends nothing in between. */
final class SimulatedNode {

  private static final int PERMITS = 200;

  private final InstanceId instance;
  private final NodeRegistry registry;
  private final BatchClaims claims;
  private final int settles;

  SimulatedNode(InstanceId instance, Redis redis, int settles) {
    this.instance = instance;
    this.registry = new NodeRegistry(redis);
    this.claims = new BatchClaims(redis, instance, Protocol.LEASE);
    this.settles = settles;
  }

  void beat() {
    Instant now = Instant.now();
    EgressStatus egress = EgressStatus.open(instance.node().value());
    Patience.await(
        registry.heartbeat(
            new NodeStatus(
                instance, "1", Protocol.VERSION, PERMITS, 0, 0, now, egress, false, now)));
  }

  /** Works off this node's part of the jobs, batch by batch; returns how many targets that was. */
  long work(List<JobId> jobs) {
    return jobs.stream().mapToLong(this::work).sum();
  }

  private long work(JobId job) {
    long targets = 0;
    boolean more = true;
    while (more) {
      ClaimReply reply = Patience.await(claims.claim(job, 1, false, true).run());
      more = false;
      if (reply instanceof ClaimReply.Claimed claimed) {
        claimed.batches().forEach(this::settle);
        targets += claimed.batches().stream().mapToLong(batch -> batch.targets().size()).sum();
        more = claimed.more();
      }
    }
    return targets;
  }

  /** In as many steps as a worker takes that needs so many times 100 ms for it. */
  private void settle(ClaimedBatch batch) {
    int size = batch.targets().size();
    BitSet delivered = new BitSet(size);
    for (int step = 1; step <= settles; step++) {
      delivered.set(0, (int) ((long) size * step / settles));
      Patience.await(claims.settle(settlement(batch, step, delivered)));
    }
  }

  private static Settlement settlement(ClaimedBatch batch, int step, BitSet delivered) {
    return new Settlement(
        batch.job(),
        batch.number(),
        batch.claim(),
        step,
        delivered,
        List.of(),
        null,
        delivered.cardinality(),
        0,
        true,
        Settlement.Then.KEEP,
        null);
  }
}
