package dev.bonghwa.nms.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSumsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void eachNode_isCountedOnce() {
    List<RegisteredNode> fleet =
        List.of(
            node("a", "old", false, -60),
            node("a", "new", false, 5),
            node("b", "1", true, 5),
            node("c", "1", false, -60));

    assertThat(NodeSums.of(fleet)).isEqualTo(new NodeSums(1, 1, 1, 20));
  }

  private static RegisteredNode node(String name, String boot, boolean draining, int beatsUntil) {
    InstanceId instance = new InstanceId(new NodeId(name), boot);
    EgressStatus egress = EgressStatus.open("seoul");
    NodeStatus status = new NodeStatus(instance, "1", 1, 200, 0, 10, NOW, egress, draining, NOW);
    return new RegisteredNode(status, NOW.plusSeconds(beatsUntil), NOW);
  }
}
