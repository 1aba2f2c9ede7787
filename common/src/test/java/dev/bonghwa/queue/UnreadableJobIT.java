package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A record that cannot be read is the trouble of that job alone. */
class UnreadableJobIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();
  private JobId good;

  @BeforeEach
  void submit() {
    good = fleet.submit(1, 2);
  }

  @Test
  void aStateThatIsNone_isLeftOut() {
    JobId bad = fleet.submit(1, 3);
    server.call("HSET", fleet.redis.keys().job(bad), "state", "nonsense");

    onlyTheGoodOneIsSeen(bad);
  }

  @Test
  void aNumberThatIsNone_isLeftOut() {
    JobId bad = fleet.submit(1, 3);
    server.call("HSET", fleet.redis.keys().job(bad), "total", "many");

    onlyTheGoodOneIsSeen(bad);
  }

  @Test
  void anotherType_isLeftOut() {
    JobId bad = fleet.submit(1, 3);
    server.call("SET", fleet.redis.keys().job(bad), "x");

    onlyTheGoodOneIsSeen(bad);
  }

  private void onlyTheGoodOneIsSeen(JobId bad) {
    assertThatThrownBy(() -> get(fleet.reader.read(bad)));
    assertThat(get(fleet.reader.list(null, 10, null)).items())
        .extracting(Job::id)
        .containsExactly(good);
    assertThat(get(fleet.reader.unfinished())).extracting(Job::id).containsExactly(good);
    assertThat(get(new Backlog(fleet.redis).read()).targets()).isEqualTo(2);
    assertThat(get(fleet.upkeep.pass()).jobs()).isEqualTo(2);
  }
}
