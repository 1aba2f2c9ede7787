package dev.bonghwa.nms.nodes;

import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.registry.RegisteredNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** {@code /v1/nodes}. */
public final class NodeRoutes {
  private static final Comparator<RegisteredNode> ALIVE_THEN_NEWEST =
      Comparator.comparing(RegisteredNode::alive)
          .thenComparing(node -> node.status().started())
          .reversed();

  private final Fleet fleet;
  private final NodeRegistry registry;
  private final NodeQueues queues;

  public NodeRoutes(Fleet fleet, NodeRegistry registry, NodeQueues queues) {
    this.fleet = fleet;
    this.registry = registry;
    this.queues = queues;
  }

  /** All operations on nodes. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/nodes", this::list),
        Route.of("GET", "/v1/nodes/{id}", this::show),
        Route.of("POST", "/v1/nodes/{id}/drain", request -> drain(request, true)),
        Route.of("POST", "/v1/nodes/{id}/undrain", request -> drain(request, false)),
        Route.of("DELETE", "/v1/nodes/{id}", this::remove));
  }

  private record Nodes(List<NodeView> nodes) {}

  private Reply list(Request request) throws InterruptedException {
    List<RegisteredNode> nodes =
        fleet.look().stream()
            .sorted(
                Comparator.comparing((RegisteredNode node) -> node.status().node())
                    .thenComparing(ALIVE_THEN_NEWEST))
            .toList();
    return Reply.json(200, new Nodes(queues.views(nodes)));
  }

  private Reply show(Request request) throws InterruptedException {
    return Reply.json(200, view(id(request)));
  }

  private Reply drain(Request request, boolean on) throws InterruptedException {
    NodeId id = id(request);
    if (!Await.onFirst(() -> registry.drain(id, on))) {
      throw unknown();
    }
    return Reply.json(202, view(id));
  }

  private Reply remove(Request request) throws InterruptedException {
    NodeId id = id(request);
    Predicate<RegisteredNode> same = node -> node.status().node().equals(id);
    if (fleet.look().stream().anyMatch(same.and(RegisteredNode::alive))) {
      throw Problem.of(409, "the node is alive: drain and stop it first");
    }
    if (!Await.onRepeatable(() -> registry.remove(id))) {
      throw unknown();
    }
    return Reply.empty(204);
  }

  private NodeView view(NodeId id) throws InterruptedException {
    RegisteredNode node =
        fleet.look().stream()
            .filter(n -> n.status().node().equals(id))
            .min(ALIVE_THEN_NEWEST)
            .orElseThrow(NodeRoutes::unknown);
    return queues.views(List.of(node)).getFirst();
  }

  private static NodeId id(Request request) {
    try {
      return new NodeId(request.param("id"));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Problem unknown() {
    return Problem.of(404, "no node has this id");
  }
}
