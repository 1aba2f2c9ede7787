package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BacklogIT {

  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();
  private final Backlog backlog = new Backlog(fleet.redis);

  @Test
  void read_tellsTheOldestOfTheJobsThatHaveNotEnded() {
    Instant hourAgo = get(fleet.redis.time()).minus(HOUR);
    JobId old = fleet.submit(1, 2);
    fleet.submit(1, 3);
    get(fleet.control.cancel(fleet.submit(1, 4)));
    server.call("HSET", fleet.redis.keys().job(old), "created", "" + hourAgo.toEpochMilli());

    Backlog.Size size = get(backlog.read());

    assertThat(size.jobs()).isEqualTo(2);
    assertThat(size.targets()).isEqualTo(5);
    assertThat(size.oldest()).isEqualTo(Instant.ofEpochMilli(hourAgo.toEpochMilli()));
    assertThat(size.usedBytes()).isPositive();
  }

  @Test
  void read_ofAnEmptyFleet_tellsOfNoOldest() {
    assertThat(get(backlog.read()).oldest()).isNull();
  }

  @Test
  void age_isTheTimeSince_byRedisTime() {
    Instant hourAgo = get(fleet.redis.time()).minus(HOUR);

    assertThat(get(backlog.age(hourAgo))).isBetween(HOUR, HOUR.multipliedBy(2));
  }
}
