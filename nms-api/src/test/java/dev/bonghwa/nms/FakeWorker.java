package dev.bonghwa.nms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** Ends the targets of jobs as a worker would, without sending anything. */
final class FakeWorker implements AutoCloseable {
  private final Redis redis;
  private final BatchClaims claims;

  FakeWorker(URI uri, String node) {
    redis = Redis.connect(RedisSettings.of(uri.toString()), "fake-worker");
    claims = new BatchClaims(redis, new InstanceId(new NodeId(node), "boot1"), Protocol.LEASE);
  }

  /** Every target of the job ends as is said for its index; answers what it was to send. */
  List<Target> end(String job, IntFunction<TargetState> how) {
    List<Target> sent = new ArrayList<>();
    ClaimReply.Claimed claimed;
    do {
      claimed = (ClaimReply.Claimed) await(claims.claim(new JobId(job), 8, false, true).run());
      for (ClaimedBatch batch : claimed.batches()) {
        settle(batch, how);
        sent.addAll(batch.targets());
      }
    } while (claimed.more());
    return sent;
  }

  /** The body that the job's endpoints get. */
  String message(String job) {
    return new String(await(claims.message(new JobId(job))), UTF_8);
  }

  private void settle(ClaimedBatch batch, IntFunction<TargetState> how) {
    BitSet delivered = new BitSet();
    List<Settlement.Ended> ended = new ArrayList<>();
    for (int i = 0; i < batch.targets().size(); i++) {
      Target target = batch.targets().get(i);
      TargetState end = how.apply(target.index());
      if (end == TargetState.DELIVERED) {
        delivered.set(i);
      } else {
        ended.add(new Settlement.Ended(i, delivery(target, end)));
      }
    }
    await(
        claims.settle(
            new Settlement(
                batch.job(),
                batch.number(),
                batch.claim(),
                1,
                delivered,
                ended,
                null,
                batch.targets().size(),
                0,
                true,
                Settlement.Then.KEEP,
                null)));
  }

  private static Delivery delivery(Target target, TargetState end) {
    return new Delivery(
        target.index(),
        target.address(),
        end,
        404,
        1,
        Instant.EPOCH,
        end.word() + " until " + Instant.ofEpochSecond(target.index()));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Override
  public void close() {
    redis.close();
  }
}
