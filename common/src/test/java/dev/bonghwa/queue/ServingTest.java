package dev.bonghwa.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServingTest {

  private static final NodeId NODE = new NodeId("seoul");
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final Instant LONG_AGO = NOW.minusSeconds(16);

  private final Serving serving = new Serving();

  @Test
  void aNodeWhoseQueueWaits_servesIfItHasSettledLately() {
    serving.queued(NODE, LONG_AGO);
    assertThat(serves(NOW.minusSeconds(14))).isTrue();

    serving.queued(NODE, LONG_AGO);
    assertThat(serves(LONG_AGO)).isFalse();
  }

  @Test
  void aNodeThatNothingWaitsFor_serves() {
    assertThat(serves(LONG_AGO)).isTrue();

    serving.queued(NODE, NOW.minusSeconds(14));
    assertThat(serves(LONG_AGO)).isTrue();
  }

  @Test
  void aSettleBeforeTheClockWasSetBack_provesNothing() {
    serving.queued(NODE, LONG_AGO);
    assertThat(serves(NOW.plus(Duration.ofHours(1)))).isFalse();

    serving.queued(NODE, LONG_AGO);
    assertThat(serves(NOW.plusMillis(20))).isTrue();
  }

  private boolean serves(Instant lastProgress) {
    var instance = new InstanceId(NODE, "boot");
    var status =
        new NodeStatus(
            instance,
            "1",
            Protocol.VERSION,
            100,
            0,
            0,
            lastProgress,
            EgressStatus.open("g"),
            false,
            LONG_AGO);
    var node = new RegisteredNode(status, NOW.plus(NodeRegistry.ALIVE_FOR), NOW);
    return serving.among(List.of(node), NOW).containsKey(NODE);
  }
}
