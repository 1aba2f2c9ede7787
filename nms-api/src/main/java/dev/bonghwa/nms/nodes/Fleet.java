package dev.bonghwa.nms.nodes;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.plan.LastPlan;
import dev.bonghwa.nms.plan.NodeWeights;
import dev.bonghwa.nms.plan.Pace;
import dev.bonghwa.nms.plan.ShardPlan;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The registered instances, read at most once a second however many ask. */
public final class Fleet {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final NodeRegistry registry;
  private final NodeWeights weights;
  private final LastPlan planner = new LastPlan();
  private volatile Look last = new Look(List.of(), System.nanoTime() - FRESH_NANOS);

  public Fleet(NodeRegistry registry, NodeWeights weights) {
    this.registry = registry;
    this.weights = weights;
  }

  private record Look(List<RegisteredNode> nodes, long nanos) {}

  /** Every registered instance, alive or not; up to a second old. */
  public List<RegisteredNode> now() throws InterruptedException {
    return System.nanoTime() - last.nanos() < FRESH_NANOS ? last.nodes() : look();
  }

  /** The same, as it is at this moment. */
  public List<RegisteredNode> look() throws InterruptedException {
    return seen(Await.on(registry.all()));
  }

  private List<RegisteredNode> seen(List<RegisteredNode> nodes) {
    weights.observe(nodes);
    last = new Look(nodes, System.nanoTime());
    return nodes;
  }

  /** How many nodes are alive and take work. */
  public int serving() throws InterruptedException {
    return weights.of(now()).size();
  }

  /** Answers a second, all nodes together, over the last 10 s. */
  public double rate() throws InterruptedException {
    return alive(now()).mapToDouble(NodeStatus::rate).sum();
  }

  /** The same as it was at the last look, without asking Redis: for estimates. */
  public double lastRate() {
    return alive(last.nodes()).mapToDouble(NodeStatus::rate).sum();
  }

  /**
   * How fast the nodes that take work may be counted on to be, as it was at the last look, without
   * asking Redis.
   */
  public Pace pace() {
    return weights.pace(last.nodes());
  }

  /** Asks for the registrations that {@link #plan(CompletionStage)} needs. */
  public CompletionStage<List<RegisteredNode>> ask() {
    return registry.all();
  }

  /** The plan for a job that is submitted now. */
  public ShardPlan plan() throws InterruptedException {
    return plan(ask());
  }

  /**
   * The same by what was asked already, in the newest protocol that every live node knows that
   * takes work.
   *
   * @throws Problem 503 when a live node is too old for the jobs that this program writes
   */
  public ShardPlan plan(CompletionStage<List<RegisteredNode>> asked) throws InterruptedException {
    List<RegisteredNode> nodes = seen(Await.onRepeatable(asked, registry::all));
    return planner.plan(weights.of(nodes), protocol(nodes));
  }

  private static int protocol(List<RegisteredNode> nodes) {
    int protocol = Protocol.VERSION;
    for (NodeStatus node : alive(nodes).filter(node -> !node.draining()).toList()) {
      if (node.protocol() < Protocol.OLDEST) {
        throw tooOld(node);
      }
      protocol = Math.min(protocol, node.protocol());
    }
    return protocol;
  }

  private static Problem tooOld(NodeStatus node) {
    return Problem.later(
        503,
        "node " + node.node() + " knows only protocol " + node.protocol() + ": update or drain it",
        Duration.ofSeconds(30));
  }

  /** The egress groups of the nodes that are alive, as they were at the last look. */
  public List<EgressSight> egress() {
    return EgressSight.of(last.nodes());
  }

  /** How many nodes there are, at this moment. */
  public NodeSums sums() throws InterruptedException {
    return NodeSums.of(look());
  }

  /** The names of the nodes that are alive at this moment, each once. */
  public List<String> aliveIds() throws InterruptedException {
    return alive(look()).map(node -> node.node().value()).distinct().sorted().toList();
  }

  private static Stream<NodeStatus> alive(List<RegisteredNode> nodes) {
    return nodes.stream().filter(RegisteredNode::alive).map(RegisteredNode::status);
  }
}
