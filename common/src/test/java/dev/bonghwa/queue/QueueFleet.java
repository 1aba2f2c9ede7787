package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.job.Target;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the tests of the queue say of a fleet: jobs, instances and what they settle, each call
 * waited for. Its connections are the test's own.
 */
final class QueueFleet implements AfterEachCallback, AutoCloseable {

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

  private final EmbeddedRedis server;
  private final Redis nms;
  private final Redis worker;
  private final Random random = new Random(1);

  QueueFleet(RedisExtension running) {
    this(running.server(), running.server().port());
  }

  /** One that reaches the server by another port, such as a proxy's. */
  QueueFleet(EmbeddedRedis server, int port) {
    this.server = server;
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

  /** The answer, which comes without more ado; what has to come about is awaited. */
  static <T> T get(CompletionStage<T> stage) {
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
    get(new NodeRegistry(worker).heartbeat(status(node, boot)));
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
    JobId id = get(intake.freshId());
    StagingArea area = intake.stagingArea(id);
    for (int i = 0; i < batches; i++) {
      get(intake.stage(area, List.of(new StagedBatch(i, node, targets(i * size, size)))));
    }
    get(intake.commit(area, spec(Map.of(node, batches * size), batches, expiresIn, "d")));
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
    return get(reader.read(id)).orElseThrow();
  }

  static ClaimReply.Claimed claim(BatchClaims claims, JobId job, int room) {
    return (ClaimReply.Claimed) get(claims.claim(job, room, false, true).run());
  }

  static ClaimReply.Claimed steal(BatchClaims claims, JobId job, int room) {
    return (ClaimReply.Claimed) get(claims.claim(job, room, true, true).run());
  }

  /** A batch of the job in the hands of an instance that is new here. */
  HeldBatch hold(String boot, JobId job) {
    return HeldBatch.by(claims(boot), job);
  }

  /** Until when it is its holder's, or when its first retry is due. */
  Instant due(ClaimedBatch batch) {
    String score = server.call("ZSCORE", dueKey(batch.job()), Integer.toString(batch.number()));
    return Instant.ofEpochMilli(Long.parseLong(score));
  }

  /** As if nobody had prolonged it for long. */
  void endLease(JobId job, int batch) {
    server.call("ZADD", dueKey(job), "XX", "0", Integer.toString(batch));
  }

  /** A pass that visits each job, though it was there less than a second ago. */
  JobUpkeep.Pass passNow() {
    server
        .call("ZRANGE", redis.keys().jobs(), "0", "-1")
        .lines()
        .forEach(job -> server.call("ZADD", redis.keys().jobs(), "0", job));
    return get(upkeep.pass());
  }

  /** What the pass did that found these no longer held. */
  UpkeepWork reclaim(ClaimedBatch... lost) {
    for (ClaimedBatch batch : lost) {
      endLease(batch.job(), batch.number());
    }
    // One that this machine held up for seconds takes that for an absence of Redis.
    return await().pollDelay(Duration.ZERO).until(this::passNow, pass -> !pass.grace()).work();
  }

  /** An instance claims so many batches and is never heard of again. */
  void crash(JobId job, String boot, int batches) {
    List<ClaimedBatch> lost = claim(claims(boot), job, batches).batches();
    assertThat(reclaim(lost.toArray(ClaimedBatch[]::new)).reclaimed()).isEqualTo(batches);
  }

  /** These lie in that node's queue, and have for decades. */
  void enqueue(JobId job, NodeId node, int... batches) {
    server.call("HSETNX", redis.keys().job(job), "plan:" + node, "0");
    for (int batch : batches) {
      server.call("ZADD", queueKey(job, node), "" + batch, "" + batch);
    }
  }

  String queueKey(JobId job, NodeId node) {
    return redis.keys().job(job) + ":queue:" + node;
  }

  private String dueKey(JobId job) {
    return redis.keys().job(job) + ":due";
  }

  /** As another program might have left it. */
  void replaceByList(String key) {
    server.call("DEL", key);
    server.call("RPUSH", key, "nonsense");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    worker.close();
    nms.close();
    redis.close();
  }
}
