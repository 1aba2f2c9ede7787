package dev.bonghwa.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.config.Env;
import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobSpec;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.job.Target;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.queue.StagedBatch;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.redis.RedisUsers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Nodes in this process, and what nms-api does for them: jobs are submitted, upkeep runs. */
final class TestFleet implements AutoCloseable {

  final Redis redis;
  final JobControl control;
  private final DiscordReceiver discord;
  private final int redisPort;
  private final JobIntake intake;
  private final JobReader reader;
  private final List<TestNode> nodes = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor();

  TestFleet(URI redisUri, DiscordReceiver discord) {
    this.discord = discord;
    this.redisPort = redisUri.getPort();
    this.redis = Redis.connect(RedisSettings.of(redisUri.toString()), "test");
    this.intake = new JobIntake(redis, new Random());
    this.reader = new JobReader(redis);
    this.control = new JobControl(redis);
    JobUpkeep jobs = new JobUpkeep(redis, Protocol.LEASE, new Random());
    upkeep.scheduleWithFixedDelay(() -> pass(jobs), 0, 1, TimeUnit.SECONDS);
  }

  /** One after the other; one that fails, as while connections are cut, must not be the last. */
  private static void pass(JobUpkeep upkeep) {
    try {
      upkeep.pass().toCompletableFuture().join();
    } catch (RuntimeException e) {
      // The next one is due in a second.
    }
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** A node that is started and has registered. */
  TestNode start(String id, String... env) {
    Map<String, String> all = new HashMap<>();
    all.put("REDIS_URL", RedisUsers.uri(redisPort, RedisUsers.NODE_WORKER).toString());
    all.put("NODE_ID", id);
    all.put("DISCORD_URL", discord.url().toString());
    all.put("TRUST_CERTS_FILE", discord.caFile().toString());
    all.put("EGRESS_RATE", "off");
    for (int i = 0; i < env.length; i += 2) {
      all.put(env[i], env[i + 1]);
    }
    Env environment = Env.of(all);
    WorkerConfig config = WorkerConfig.from(environment);
    environment.check();
    TestNode node = new TestNode(config, vertx);
    nodes.add(node);
    Awaitility.await().until(node.node::isReady);
    return node;
  }

  /** Submits made-up webhooks, {@code seed}'s first ones, all planned for one node. */
  JobId submit(String node, int targets, long seed) {
    return submit(node, targets, seed, Priority.NORMAL);
  }

  JobId submit(String node, int targets, long seed, Priority priority) {
    return submit(node, Samples.targets(seed, targets).toList(), priority, Duration.ofMinutes(5));
  }

  JobId submit(String node, List<String> addresses, Priority priority, Duration expiresIn) {
    return submit(List.of(node), addresses, priority, expiresIn);
  }

  /** The addresses are dealt to the nodes in batches of 100, one after the other. */
  JobId submit(List<String> nodes, List<String> addresses, Priority priority, Duration expiresIn) {
    int size = 100;
    var area = intake.stagingArea(await(intake.freshId()));
    int batches = (addresses.size() + size - 1) / size;
    Map<NodeId, Integer> plan = new HashMap<>();
    for (int batch = 0; batch < batches; batch++) {
      int from = batch * size;
      NodeId node = new NodeId(nodes.get(batch % nodes.size()));
      List<Target> targets =
          IntStream.range(from, Math.min(addresses.size(), from + size))
              .mapToObj(i -> new Target(i, addresses.get(i)))
              .toList();
      plan.merge(node, targets.size(), Integer::sum);
      await(intake.stage(area, List.of(new StagedBatch(batch, node, targets))));
    }
    await(
        intake.commit(
            area,
            new JobSpec(
                "{\"content\":\"hello\"}".getBytes(UTF_8),
                "discord",
                priority,
                "",
                expiresIn,
                new JobSpec.Excluded(0, 0, 0),
                plan,
                batches,
                new byte[32],
                null,
                null,
                Protocol.VERSION,
                new JobSpec.Retention(Duration.ofHours(1), Duration.ofHours(1)))));
    return area.job();
  }

  Job job(JobId id) {
    return await(reader.read(id)).orElseThrow();
  }

  /** Waits until every target of the job has ended. */
  Job awaitEnd(JobId id, Duration patience) {
    return Awaitility.await()
        .atMost(patience)
        .ignoreExceptions()
        .until(() -> job(id), job -> job.finished() != null);
  }

  @Override
  public void close() {
    nodes.forEach(TestNode::close);
    upkeep.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }
}
