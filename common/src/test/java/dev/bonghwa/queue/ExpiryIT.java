package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.Settlements.retrying;
import static dev.bonghwa.queue.Settlements.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What upkeep does to a job whose deadline is past. */
class ExpiryIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @Test
  void pass_expiresWhatNobodyHolds_whenTheDeadlineIsPast() {
    JobId id = fleet.submit(QueueFleet.NODE, 2, 2, Duration.ofMillis(1));

    await().until(() -> finishedByAPass(id));

    Job job = fleet.job(id);
    assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    assertThat(job.count(TargetState.EXPIRED)).isEqualTo(4);
    assertThat(get(fleet.reader.deliveries(id, TargetState.FAILURES, 3, null)).items()).hasSize(3);
    assertThat(get(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:1:0")).items())
        .allMatch(delivery -> delivery.state() == TargetState.EXPIRED)
        .hasSize(2);
    assertThat(Long.parseLong(server.call("HGET", "bonghwa:{fleet}:kept", id.value())))
        .isPositive();
    assertThat(server.call("KEYS", "*" + id + "*").lines())
        .contains(fleet.redis.keys().targets(id))
        .allMatch(key -> Long.parseLong(server.call("TTL", key)) > 0);
  }

  private boolean finishedByAPass(JobId id) {
    fleet.passNow();
    return fleet.job(id).finished() != null;
  }

  @Test
  void pass_expiresWhatWaits_whenTheDeadlineIsPast() {
    JobId id = fleet.submit(1, 2);
    HeldBatch held = fleet.hold("a", id);
    held.settle(retrying(held.batch(), 1, Settlement.Then.WAIT, waiting(1)));
    server.call("HSET", fleet.redis.keys().job(id), "deadline", "1");

    assertThat(fleet.passNow().work()).isEqualTo(new UpkeepWork(0, 0, 2, 0));

    assertThat(fleet.job(id).finished()).isNotNull();
    assertThat(fleet.job(id).count(TargetState.EXPIRED)).isEqualTo(2);
  }

  @Test
  void pass_afterTheDeadline_endsWhatLiesInAnyQueue_andLeavesWhatIsHeld() {
    JobId id = fleet.submit(3, 2);
    String job = fleet.redis.keys().job(id);
    int held = fleet.hold("a", id).number();
    server.call("RENAME", job + ":queue:seoul", job + ":queue:busan");
    server.call("HSET", job, "deadline", "1", "plan:busan", "0");
    server.call("HSET", fleet.redis.keys().batches(id), Integer.toString(held + 1), "nonsense");
    server.call("ZADD", job + ":due", "4000000000000", Integer.toString(held));

    assertThat(fleet.passNow().work()).isEqualTo(new UpkeepWork(0, 0, 2, 1));

    assertThat(server.call("EXISTS", job + ":queue:busan")).isEqualTo("0");
    assertThat(fleet.job(id).count(TargetState.EXPIRED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.FAILED)).isEqualTo(2);
    assertThat(fleet.job(id).count(TargetState.SENDING)).isEqualTo(2);
  }
}
