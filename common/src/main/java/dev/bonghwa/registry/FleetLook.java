package dev.bonghwa.registry;

import dev.bonghwa.check.Finding;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisLook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is in the fleet: whether they fit together, and whose egress stands still. */
public final class FleetLook implements RedisLook {

  private static final String SUBJECT = "nodes";

  @Override
  public List<Finding> at(Redis redis) {
    return of(new NodeRegistry(redis).all().toCompletableFuture().join());
  }

  /** The same of these nodes. */
  static List<Finding> of(List<RegisteredNode> nodes) {
    List<NodeStatus> alive =
        nodes.stream().filter(RegisteredNode::alive).map(RegisteredNode::status).toList();
    List<Finding> found = new ArrayList<>();
    found.add(versions(alive));
    alive.stream()
        .filter(node -> node.protocol() < Protocol.OLDEST)
        .forEach(node -> found.add(tooOld(node)));
    nodes.stream()
        .filter(node -> node.alive() && node.isPausedBeyond(Duration.ZERO))
        .forEach(node -> found.add(paused(node.status())));
    String away =
        nodes.stream()
            .filter(node -> !node.alive())
            .map(node -> node.status().node().value())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!away.isEmpty()) {
      found.add(
          new Finding.Warning(
              SUBJECT, "away: " + away, "bonghwa nodes rm forgets those gone for good"));
    }
    return found;
  }

  private static Finding versions(List<NodeStatus> alive) {
    if (alive.isEmpty()) {
      return new Finding.Warning(SUBJECT, "none is alive", "jobs wait until a worker comes");
    }
    var versions =
        alive.stream()
            .map(node -> node.version() + " (protocol " + node.protocol() + ")")
            .collect(Collectors.toCollection(TreeSet::new));
    String seen = alive.size() + " alive, version " + String.join(" and ", versions);
    return versions.size() == 1
        ? new Finding.Ok(SUBJECT, seen)
        : new Finding.Warning(SUBJECT, seen, "bring all to the newest when you can");
  }

  private static Finding tooOld(NodeStatus node) {
    return new Finding.Fault(
        SUBJECT,
        node.node() + " knows only protocol " + node.protocol() + ", so no job is accepted",
        "update or drain it");
  }

  private static Finding paused(NodeStatus node) {
    return new Finding.Warning(
        SUBJECT,
        node.node() + " sends nothing now: " + node.egress().paused().cause(),
        "it goes on by itself");
  }
}
