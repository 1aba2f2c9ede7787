package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs of two versions on one Redis: what the newer one writes, the older one leaves alone. */
class ProtocolIT {
  private static final NodeId GONE = new NodeId("-3");
  private static final int NEWER = Protocol.VERSION + 1;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @Test
  void claim_ofANewerJob_takesNothing() {
    JobId id = newer(fleet.submit(1, 2));

    assertThat(get(fleet.claims("a").claim(id, 1, false, true).run()))
        .isEqualTo(new ClaimReply.Unavailable(ClaimReply.Why.NEWER));
  }

  @Test
  void cancel_ofANewerJob_changesNothing() {
    JobId id = newer(fleet.submit(1, 2));

    assertThat(get(fleet.control.cancel(id))).isEqualTo(JobControl.Result.NEWER);
    assertThat(fleet.job(id).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void pass_leavesANewerJobToThoseWhoKnowIt_atOnce() {
    JobId id = newer(fleet.submit(QueueFleet.NODE, 1, 2, Duration.ofMillis(1)));

    assertThat(get(fleet.upkeep.pass()).work().expired()).isZero();

    assertThat(fleet.job(id).finished()).isNull();
    assertThat(get(fleet.upkeep.pass()).jobs()).as("due again without a wait").isEqualTo(1);
  }

  @Test
  void pass_movesAQueueOnlyToANodeThatKnowsItsJob() {
    JobId id = fleet.submit(GONE, 1, 2, Duration.ofHours(1));
    beat(QueueFleet.OTHER, Protocol.VERSION - 1);
    get(fleet.upkeep.pass());
    assertThat(server.call("EXISTS", queue(id, QueueFleet.OTHER))).isEqualTo("0");

    beat(QueueFleet.NODE, Protocol.VERSION);

    await()
        .until(
            () -> {
              get(fleet.upkeep.pass());
              return server.call("EXISTS", queue(id, QueueFleet.NODE)).equals("1");
            });
  }

  @Test
  void upkeepByAnOlderProgram_countsForNothing_toANewerNode() {
    var registry = new NodeRegistry(fleet.redis);
    get(fleet.upkeep.pass());

    assertThat(get(registry.heartbeat(status(Protocol.VERSION))).sinceUpkeep())
        .isLessThan(A_MINUTE);
    assertThat(get(registry.heartbeat(status(NEWER))).sinceUpkeep()).isGreaterThan(A_MINUTE);
  }

  private static NodeStatus status(int protocol) {
    return QueueFleet.status(QueueFleet.NODE, "b", protocol);
  }

  private JobId newer(JobId id) {
    server.call("HSET", fleet.redis.keys().job(id), "protocol", Integer.toString(NEWER));
    return id;
  }

  private void beat(NodeId node, int protocol) {
    get(new NodeRegistry(fleet.redis).heartbeat(QueueFleet.status(node, "b", protocol)));
  }

  private String queue(JobId id, NodeId node) {
    return fleet.redis.keys().job(id) + ":queue:" + node;
  }
}
