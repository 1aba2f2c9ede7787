package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.Settlements.retrying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a batch comes back into a queue, into whose, before whom, and who is rung for. */
class ReclaimIT {

  private static final String TICKETS = "bonghwa:{node:seoul}:normal";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @Test
  void pass_reclaimsABatchWhoseLeaseEnded_andRingsForItAtOnce() {
    JobId id = fleet.submit(1, 2);
    fleet.beat(QueueFleet.NODE, "dead");
    fleet.hold("dead", id);
    server.call("DEL", TICKETS);

    await().until(() -> fleet.passNow().work().reclaimed() == 1);

    assertThat(fleet.job(id).count(TargetState.PENDING)).isEqualTo(2);
    assertThat(server.call("LLEN", TICKETS)).isEqualTo("1");
  }

  @Test
  void pass_tellsTheSlowFromTheSilent_andHowLongABatchWaits() {
    JobId id = fleet.submit(2, 2);
    fleet.beat(QueueFleet.NODE, "slow");
    fleet.endLease(id, fleet.hold("slow", id).number());

    JobUpkeep.Pass pass = fleet.passNow();

    assertThat(pass.work()).isEqualTo(new UpkeepWork(1, 1, 0, 0));
    assertThat(pass.oldestQueued()).isPositive();
  }

  @Test
  void pass_putsAReclaimedBatchBeforeAllThatWaits() {
    JobId id = fleet.submit(3, 2);
    ClaimedBatch lost = fleet.hold("dead", id).batch();

    assertThat(fleet.reclaim(lost).reclaimed()).isEqualTo(1);

    assertThat(fleet.hold("next", id).number()).isEqualTo(lost.number());
  }

  @Test
  void pass_putsAReclaimedBatchBeforeAllThatWaits_alsoWhenItsQueueHasGoneToAnHeir() {
    JobId id = fleet.submit(3, 2);
    ClaimedBatch lost = fleet.hold("dead", id).batch();
    String heirs = fleet.queueKey(id, QueueFleet.OTHER);
    server.call("RENAME", fleet.queueKey(id, QueueFleet.NODE), heirs);
    server.call("HSET", fleet.redis.keys().job(id), "plan:" + QueueFleet.OTHER, "0");
    fleet.beat(QueueFleet.OTHER, "b");

    assertThat(fleet.reclaim(lost).reclaimed()).isEqualTo(1);

    assertThat(HeldBatch.by(fleet.claims(QueueFleet.OTHER, "b"), id).number())
        .isEqualTo(lost.number());
  }

  @Test
  void pass_movesTheQueueOfANodeThatIsNotThere() {
    JobId id = fleet.submit(new NodeId("-3"), 2, 2, Duration.ofHours(1));
    fleet.beat(QueueFleet.OTHER, "b");

    fleet.passNow();

    assertThat(claim(fleet.claims(QueueFleet.OTHER, "b"), id, 2).batches()).hasSize(2);
    assertThat(server.call("LRANGE", "bonghwa:{node:busan}:normal", "0", "-1"))
        .isEqualTo(id.value());
  }

  @Test
  void pass_ringsAtOnce_forABatchWhoseRetryIsDue() {
    JobId id = fleet.submit(1, 1);
    HeldBatch held = fleet.hold("a", id);
    Retry due = new Retry(0, Instant.ofEpochMilli(1), 1, 0);
    held.settle(retrying(held.batch(), 1, Settlement.Then.WAIT, due));
    server.call("DEL", TICKETS);

    fleet.passNow();

    assertThat(server.call("LLEN", TICKETS)).isEqualTo("1");
  }

  @Test
  void pass_doesNotRing_forABatchThatHasJustBeenQueued() {
    JobId id = fleet.submit(1, 1);
    server.call("HSET", fleet.redis.keys().job(id), "created", "4000000000000");
    server.call("DEL", TICKETS);

    fleet.passNow();

    assertThat(server.call("LLEN", TICKETS)).isEqualTo("0");
  }

  @Test
  void pass_takesOutOfTheDue_whatIsNeitherHeldNorWaits() {
    JobId id = fleet.submit(2, 1);
    String job = fleet.redis.keys().job(id);
    fleet.hold("a", id).deliver(0);
    server.call("ZADD", job + ":due", "0", "0", "0", "1");

    assertThat(fleet.passNow().work()).isEqualTo(UpkeepWork.NONE);

    assertThat(server.call("EXISTS", job + ":due")).isEqualTo("0");
    assertThat(server.call("ZRANGE", job + ":queue:seoul", "0", "-1")).isEqualTo("1");
  }
}
