package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionIT {

  private static final String KEPT = "bonghwa:{fleet}:kept";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @AfterEach
  void heal() {
    server.call("ACL", "SETUSER", "default", "+memory");
  }

  @Test
  void overTheRoom_theOldestKeepTheirCounts_andTheNewestAll() {
    Retention retention = new Retention(fleet.redis, new Retention.Room(10, 1 << 20));
    JobId old = ended(retention);
    assertThat(get(fleet.reader.hasShed(old))).isFalse();

    JobId last = ended(retention);

    assertThat(fleet.job(old).count(TargetState.CANCELLED)).isEqualTo(2);
    assertThat(get(fleet.reader.hasShed(old))).isTrue();
    assertThat(deliveries(old)).isZero();
    assertThat(get(fleet.reader.hasShed(last))).isFalse();
    assertThat(deliveries(last)).isEqualTo(2);
    assertThat(server.call("HGET", KEPT, "all")).isEqualTo(server.call("HGET", KEPT, last.value()));
    assertThat(server.call("HLEN", KEPT)).isEqualTo("2");
  }

  @Test
  void aJobThatIsTooLargeAlone_keepsItsCounts() {
    JobId id = ended(new Retention(fleet.redis, new Retention.Room(10, 20)));

    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(2);
    assertThat(get(fleet.reader.hasShed(id))).isTrue();
    assertThat(server.call("HGET", KEPT, "all")).isEqualTo("0");
  }

  @Test
  void finish_ofAJobThatIsFinished_countsItOnce() {
    Retention retention = new Retention(fleet.redis, Retention.Room.USUAL);
    JobId id = ended(retention);

    get(retention.finish(id, Instant.now().plus(Duration.ofDays(14))));

    assertThat(server.call("HGET", KEPT, "all"))
        .isEqualTo(server.call("HGET", KEPT, id.value()))
        .isNotEqualTo("0");
  }

  @Test
  void whereMemoryMayNotBeMeasured_itIsEstimated() {
    server.call("ACL", "SETUSER", "default", "-memory");

    JobId id = ended(new Retention(fleet.redis, Retention.Room.USUAL));

    assertThat(server.call("HGET", KEPT, id.value())).isEqualTo("50000");
    server.call("ACL", "LOG", "RESET");
  }

  @Test
  void whatIsOver_isForgottenAndTakenOutOfTheSum() {
    Retention retention = new Retention(fleet.redis, Retention.Room.USUAL);
    JobId id = ended(retention);

    get(retention.trim(Instant.now().plus(Duration.ofDays(15))));

    assertThat(get(fleet.reader.read(id))).isEmpty();
    assertThat(server.call("HGETALL", KEPT).lines()).containsExactly("all", "0");
    assertThat(server.call("ZCARD", "bonghwa:{fleet}:index")).isEqualTo("0");
  }

  private JobId ended(Retention retention) {
    JobId id = fleet.submit(1, 2);
    get(fleet.control.cancel(id));
    get(retention.finish(id, Instant.now().plus(Duration.ofDays(14))));
    return id;
  }

  private int deliveries(JobId id) {
    return get(fleet.reader.deliveries(id, TargetState.FAILURES, 10, "b:0:0")).items().size();
  }
}
