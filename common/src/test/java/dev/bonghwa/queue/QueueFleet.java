package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of the queue say of a fleet: jobs, instances and what they settle, each call
 * waited for.
 */
final class QueueFleet implements AutoCloseable {

  static final NodeId NODE = new NodeId("seoul");
  static final NodeId OTHER = new NodeId("busan");
  static final Duration LEASE = Duration.ofMillis(300);

  /** As a user who may do everything, for what tests look at. */
  final Redis redis;

  final JobIntake intake;
  final JobReader reader;
  final JobControl control;

  /** By a worker, who may do less; nms-api's is the same code. */
  final JobUpkeep upkeep;

  private final Redis nms;
  private final Redis worker;
  private final Random random = new Random(1);

  QueueFleet(int port) {
    redis = Redis.connect(RedisSettings.of("redis://127.0.0.1:" + port), "test");
    nms = connect(port, RedisUsers.NMS_API);
    worker = connect(port, RedisUsers.NODE_WORKER);
    intake = new JobIntake(nms, random);
    reader = new JobReader(nms);
    control = new JobControl(nms);
    upkeep = new JobUpkeep(worker, LEASE, random);
  }

  private static Redis connect(int port, String user) {
    return Redis.connect(RedisSettings.of(RedisUsers.uri(port, user).toString()), user);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no answer: " + e, e);
    }
  }

  BatchClaims claims(String boot) {
    return claims(NODE, boot);
  }

  BatchClaims claims(NodeId node, String boot) {
    return new BatchClaims(worker, new InstanceId(node, boot), LEASE);
  }

  void beat(NodeId node, String boot) {
    await(new NodeRegistry(worker).heartbeat(status(node, boot)));
  }

  static NodeStatus status(NodeId node, String boot) {
    return status(node, boot, Protocol.VERSION);
  }

  static NodeStatus status(NodeId node, String boot, int protocol) {
    InstanceId instance = new InstanceId(node, boot);
    Instant now = Instant.now();
    return new NodeStatus(
        instance, "1", protocol, 100, 0, 0, now, EgressStatus.open("g"), false, now);
  }

  /** A job of that many batches of that size, all for {@link #NODE}. */
  JobId submit(int batches, int size) {
    return submit(NODE, batches, size, Duration.ofHours(1));
  }

  JobId submit(NodeId node, int batches, int size, Duration expiresIn) {
    JobId id = await(intake.freshId());
    Attempt attempt = intake.attempt(id);
    for (int i = 0; i < batches; i++) {
      await(intake.stage(attempt, List.of(new StagedBatch(i, node, targets(i * size, size)))));
    }
    await(intake.commit(attempt, spec(Map.of(node, batches * size), batches, expiresIn, "d")));
    return id;
  }

  static JobSpec spec(Map<NodeId, Integer> plan, int batches, Duration expiresIn, String digest) {
    return spec(plan, batches, expiresIn, digest, null);
  }

  static JobSpec spec(
      Map<NodeId, Integer> plan,
      int batches,
      Duration expiresIn,
      String digest,
      @Nullable String key) {
    return new JobSpec(
        "{\"content\":\"불\"}".getBytes(UTF_8),
        "discord",
        Priority.NORMAL,
        "test",
        expiresIn,
        new JobSpec.Excluded(1, 2, 3),
        plan,
        batches,
        digest.getBytes(UTF_8),
        key,
        null,
        Protocol.VERSION,
        new JobSpec.Retention(Duration.ofHours(24), Duration.ofDays(14)));
  }

  static List<Target> targets(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new Target(i, (100_000_000_000_000_000L + i) + "/token-" + i))
        .toList();
  }

  Job job(JobId id) {
    return await(reader.read(id)).orElseThrow();
  }

  static ClaimReply.Claimed claim(BatchClaims claims, JobId job, int room) {
    return (ClaimReply.Claimed) await(claims.claim(job, room, false, true).run());
  }

  static ClaimReply.Claimed steal(BatchClaims claims, JobId job, int room) {
    return (ClaimReply.Claimed) await(claims.claim(job, room, true, true).run());
  }

  static BitSet positions(int... positions) {
    BitSet bits = new BitSet();
    for (int position : positions) {
      bits.set(position);
    }
    return bits;
  }

  static Settlement delivered(ClaimedBatch batch, long seq, BitSet delivered) {
    return settlement(batch, seq, delivered, List.of(), null, Settlement.Then.KEEP);
  }

  static Settlement settlement(
      ClaimedBatch batch,
      long seq,
      BitSet delivered,
      List<Settlement.Ended> ended,
      List<Retry> retries,
      Settlement.Then then) {
    return new Settlement(
        batch.job(),
        batch.number(),
        batch.claim(),
        seq,
        delivered,
        ended,
        retries,
        seq * 10,
        seq,
        true,
        then,
        null);
  }

  /** The same settle of a batch with a request that hangs. */
  static Settlement notRenewing(Settlement s) {
    return copy(s, false, s.intent());
  }

  /** The same settle of a careful claim that is about to send that target. */
  static Settlement intending(Settlement s, Settlement.Ended intent) {
    return copy(s, s.renew(), intent);
  }

  private static Settlement copy(Settlement s, boolean renew, Settlement.@Nullable Ended intent) {
    return new Settlement(
        s.job(),
        s.batch(),
        s.claim(),
        s.seq(),
        s.delivered(),
        s.ended(),
        s.retries(),
        s.attempts(),
        s.possibleDuplicates(),
        renew,
        s.then(),
        intent);
  }

  static Settlement.Ended ended(ClaimedBatch batch, int position, TargetState state) {
    Target target = batch.targets().get(position);
    return new Settlement.Ended(
        position,
        new Delivery(
            target.index(), target.address(), state, 404, 1, Instant.ofEpochMilli(1_000), "why"));
  }

  @Override
  public void close() {
    worker.close();
    nms.close();
    redis.close();
  }
}
