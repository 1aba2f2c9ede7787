package dev.bonghwa.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.node.Pause;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeStatusCodecTest {
  private static final InstanceId SEOUL = new InstanceId(new NodeId("seoul"), "a");
  private static final Instant SOON = Instant.ofEpochMilli(1_767_225_600_000L);

  @Test
  void whatANodeSays_isWhatIsRead() {
    var egress = new EgressStatus("g", new Pause(SOON, "circuit"), new Pause(SOON, "ban"), 45.5, 7);
    var status = new NodeStatus(SEOUL, "1", 1, 100, 3, 9.5, SOON, egress, true, SOON);

    assertThat(NodeStatusCodec.decode(SEOUL, NodeStatusCodec.encode(status))).isEqualTo(status);
  }

  @Test
  void onePauseOnly_isTheGroupsByItsCause() {
    Pause ban = new Pause(SOON, "ban");
    Pause circuit = new Pause(SOON, "circuit");

    assertThat(old(ban)).isEqualTo(new EgressStatus("g", ban, ban, 0, 7));
    assertThat(old(circuit)).isEqualTo(new EgressStatus("g", circuit, Pause.NONE, 0, 7));
  }

  /** As a node said it before it told of two. */
  private static EgressStatus old(Pause pause) {
    String json =
        """
        {"egress_group":"g","paused_until":%d,"paused_by":"%s","egress_rate":0,"egress_invalid":7}
        """
            .formatted(pause.until().toEpochMilli(), pause.cause());
    return NodeStatusCodec.decode(SEOUL, json.getBytes(UTF_8)).egress();
  }
}
