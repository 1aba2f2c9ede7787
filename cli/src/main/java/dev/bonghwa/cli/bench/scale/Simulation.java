package dev.bonghwa.cli.bench.scale;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.nms.plan.ShardPlanner;
import dev.bonghwa.nms.plan.WeightedNode;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.queue.JobIntake;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The parts of it: nodes, jobs, upkeep. */
final class Simulation implements AutoCloseable {

  private final RandomGenerator random = new Random(1);
  private final ScalePlan plan;
  private final Redis redis;
  private final JobUpkeep upkeep;
  private final List<SimulatedNode> nodes;
  private final List<JobId> jobs = new ArrayList<>();

  Simulation(ScalePlan plan, EmbeddedRedis server) {
    this.plan = plan;
    redis = Redis.connect(RedisSettings.of(server.uri().toString()), "scale");
    upkeep = new JobUpkeep(redis, Protocol.LEASE, random);
    nodes =
        ids().stream()
            .map(id -> InstanceId.create(id, random))
            .map(instance -> new SimulatedNode(instance, redis, plan.settles()))
            .toList();
  }

  private List<NodeId> ids() {
    return IntStream.range(0, plan.nodes()).mapToObj(i -> new NodeId("node-" + i)).toList();
  }

  ShardPlan makePlan() {
    List<WeightedNode> weighted =
        ids().stream().map(id -> new WeightedNode(id, 1 << (id.value().length() % 3))).toList();
    return ShardPlanner.plan(weighted, Protocol.VERSION);
  }

  void beatAll() {
    nodes.forEach(SimulatedNode::beat);
  }

  void loadJob(ShardPlan made) {
    var loader = new Loader(new JobIntake(redis, random), made);
    jobs.add(loader.load(jobs.size() + 1L, plan.targetsOfJob()));
  }

  JobUpkeep.Pass pass() {
    return Patience.await(upkeep.pass());
  }

  /** All nodes at once, until nothing is left; throws a fault when that was not all. */
  void workOff() {
    long done = 0;
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> parts =
          nodes.stream().map(node -> each.submit(() -> node.work(jobs))).toList();
      for (Future<Long> part : parts) {
        done += part.get();
      }
    } catch (ExecutionException e) {
      throw CliFault.fault("a simulated node failed: " + e.getCause(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFault.fault("interrupted", "");
    }
    if (done != plan.allTargets()) {
      throw CliFault.fault("of %d targets %d were settled".formatted(plan.allTargets(), done), "");
    }
  }

  List<JobId> jobs() {
    return List.copyOf(jobs);
  }

  @Override
  public void close() {
    redis.close();
  }
}
