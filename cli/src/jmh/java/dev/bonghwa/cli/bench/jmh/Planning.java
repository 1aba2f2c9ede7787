package dev.bonghwa.cli.bench.jmh;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.nms.plan.ShardPlanner;
import dev.bonghwa.nms.plan.WeightedNode;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.discord.Samples;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The plan of a job for so many nodes, and where it puts an endpoint. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Planning {

  private static final int PROTOCOL = 1;

  @Param({"10", "200"})
  public int nodes;

  private String address = Samples.webhook(1, 0).target();
  private List<WeightedNode> fleet = List.of();
  private ShardPlan plan = ShardPlanner.plan(List.of(), PROTOCOL);

  @Setup
  public void nodes() {
    fleet =
        IntStream.range(0, nodes)
            .mapToObj(i -> new WeightedNode(new NodeId("node-" + i), 1 << (i % 3)))
            .toList();
    plan = ShardPlanner.plan(fleet, PROTOCOL);
  }

  @Benchmark
  public ShardPlan plan() {
    return ShardPlanner.plan(fleet, PROTOCOL);
  }

  @Benchmark
  public int place() {
    return plan.shardOf(new Endpoint(address).key().slot());
  }
}
