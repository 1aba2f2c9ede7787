package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.QueueFleet.steal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.JobId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an idle instance takes from the queues of other nodes, and when. */
class StealIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();
  private final BatchClaims claims = fleet.claims("boot");

  @Test
  void aYoungJob_isNotAmongThoseToStealFrom() {
    JobId id = fleet.submit(1, 2);

    assertThat(get(fleet.claims("a").stealable(10, id.createdAt().plusMillis(999)))).isEmpty();
    assertThat(get(fleet.claims("a").stealable(10, id.createdAt().plusMillis(1_000))))
        .containsExactly(id);
  }

  @Test
  void steal_takesFromTheEndOfTheLongestQueue_onceItHasLainForASecond() {
    JobId id = fleet.submit(3, 1);

    Instant stolen = awaitSteal(fleet.claims(QueueFleet.OTHER, "thief"), id);

    assertThat(stolen).isAfterOrEqualTo(time(id, "created").plusSeconds(1));
    assertThat(claim(claims, id, 3).batches())
        .extracting(ClaimedBatch::number)
        .containsExactly(0, 1);
  }

  @Test
  void steal_leavesTheThiefsOwnQueue_andTakesTheLongestOfTheOthers() {
    JobId id = fleet.submit(6, 1);
    server.call("HSET", fleet.redis.keys().job(id), "created", "1");
    server.call("DEL", fleet.queueKey(id, QueueFleet.NODE));
    fleet.enqueue(id, QueueFleet.OTHER, 0, 1, 2);
    fleet.enqueue(id, QueueFleet.NODE, 3, 4);
    fleet.enqueue(id, new NodeId("jeju"), 5);
    BatchClaims thief = fleet.claims(QueueFleet.OTHER, "thief");

    assertThat(numbers(steal(thief, id, 6))).containsExactly(4, 3);
    assertThat(numbers(steal(thief, id, 6))).containsExactly(5);
    assertThat(numbers(steal(thief, id, 6))).isEmpty();
    assertThat(steal(thief, id, 6).more()).isFalse();
  }

  @Test
  void steal_waitsASecond_alsoAfterAPause() {
    JobId id = fleet.submit(3, 1);
    BatchClaims thief = fleet.claims(QueueFleet.OTHER, "thief");
    awaitSteal(thief, id);

    get(fleet.control.pause(id));
    get(fleet.control.resume(id));

    assertThat(awaitSteal(thief, id)).isAfterOrEqualTo(time(id, "resumed").plusSeconds(1));
  }

  private static List<Integer> numbers(ClaimReply.Claimed claimed) {
    return claimed.batches().stream().map(ClaimedBatch::number).toList();
  }

  /** When a batch was stolen, by Redis TIME. */
  private static Instant awaitSteal(BatchClaims thief, JobId id) {
    return await()
        .until(() -> steal(thief, id, 1), claimed -> !claimed.batches().isEmpty())
        .job()
        .now();
  }

  private Instant time(JobId id, String field) {
    return Instant.ofEpochMilli(
        Long.parseLong(server.call("HGET", fleet.redis.keys().job(id), field)));
  }
}
