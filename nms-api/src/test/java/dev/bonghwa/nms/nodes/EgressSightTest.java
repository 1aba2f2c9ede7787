package dev.bonghwa.nms.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.node.Pause;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressSightTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Pause OPEN = Pause.NONE;
  private static final Pause BAN = new Pause(NOW.plusSeconds(30), "ban");
  private static final Pause CIRCUIT = new Pause(NOW.plusSeconds(30), "circuit");

  @Test
  void nodesOfOneGroup_areOneSight() {
    List<RegisteredNode> fleet =
        List.of(
            node("a", new EgressStatus("seoul", OPEN, OPEN, 45, 3)),
            node("b", new EgressStatus("seoul", OPEN, OPEN, 56, 7)),
            node("c", EgressStatus.open("busan")));

    assertThat(EgressSight.of(fleet))
        .containsExactly(
            new EgressSight("busan", Double.POSITIVE_INFINITY, Duration.ZERO, 0),
            new EgressSight("seoul", 56, Duration.ZERO, 7));
  }

  @Test
  void aBan_silencesTheGroup_aNodesOwnCircuitDoesNot() {
    List<RegisteredNode> fleet =
        List.of(
            node("a", new EgressStatus("seoul", BAN, BAN, 0, 1)),
            node("b", new EgressStatus("seoul", OPEN, OPEN, 45, 0)),
            node("c", new EgressStatus("busan", CIRCUIT, OPEN, 45, 0)),
            node("d", new EgressStatus("busan", OPEN, OPEN, 45, 0)));

    assertThat(EgressSight.of(fleet))
        .containsExactly(
            new EgressSight("busan", 45, Duration.ZERO, 0),
            new EgressSight("seoul", 0, Duration.ofSeconds(30), 1));
  }

  @Test
  void aBan_isTheGroups_thoughItsNodesSendByProxies() {
    assertThat(EgressSight.of(List.of(node("a", new EgressStatus("seoul", OPEN, BAN, 0, 1)))))
        .containsExactly(new EgressSight("seoul", 0, Duration.ofSeconds(30), 1));
  }

  private static RegisteredNode node(String name, EgressStatus egress) {
    InstanceId instance = new InstanceId(new NodeId(name), "boot");
    NodeStatus status = new NodeStatus(instance, "1", 1, 200, 0, 0, NOW, egress, false, NOW);
    return new RegisteredNode(status, NOW.plusSeconds(6), NOW);
  }
}
