package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.registry.RegisteredNode;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was written while the clock of Redis' host was an hour ahead. */
class SetBackClockIT {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ALIVE = "bonghwa:{fleet}:alive";
  private static final String UPKEEP = "bonghwa:{fleet}:upkeep";
  private static final String JOBS = "bonghwa:{fleet}:jobs";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();
  private final String ahead = Long.toString(get(fleet.redis.time()).plus(HOUR).toEpochMilli());

  @Test
  void aJob_isVisited_reclaimedFromTheDead_andRungForAgain() {
    JobId id = fleet.submit(2, 2);
    String job = fleet.redis.keys().job(id);
    claim(fleet.claims("dead"), id, 1);
    setAhead();
    server.call("HSET", job, "created", ahead);
    server.call("ZADD", job + ":due", ahead, "0");
    server.call("ZADD", job + ":queue:seoul", ahead, "1");
    server.call("DEL", "bonghwa:{node:seoul}:normal");

    JobUpkeep.Pass first = get(fleet.upkeep.pass());

    assertThat(first.grace()).isTrue();
    assertThat(first.jobs()).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(fleet.upkeep.pass()).work().reclaimed() == 1);
    await().until(() -> get(fleet.upkeep.pass()).oldestQueued().toMillis() >= 1_000);
    assertThat(server.call("LLEN", "bonghwa:{node:seoul}:normal")).isEqualTo("1");
  }

  @Test
  void aNodeThatDiedThen_isNotAliveForAnHour() {
    fleet.beat(QueueFleet.NODE, "dead");
    setAhead();
    server.call("ZADD", ALIVE, ahead, QueueFleet.NODE + "/dead");

    get(fleet.upkeep.pass());

    List<RegisteredNode> nodes = get(new NodeRegistry(fleet.redis).all());
    assertThat(nodes)
        .singleElement()
        .satisfies(
            node ->
                assertThat(Duration.between(node.readAt(), node.aliveUntil()).abs())
                    .isLessThan(NodeRegistry.ALIVE_FOR));
  }

  @Test
  void graceThatBeganThen_doesNotLastForAnHour() {
    setAhead();
    server.call("HSET", UPKEEP, "grace_until", ahead);

    assertThat(get(fleet.upkeep.pass()).grace()).isTrue();
    await().until(() -> !get(fleet.upkeep.pass()).grace());
  }

  @Test
  void upkeepThatStoppedThen_isMissed() {
    var registry = new NodeRegistry(fleet.redis);
    get(fleet.upkeep.pass());
    server.call("HSET", UPKEEP, "by:" + Protocol.VERSION, ahead);

    Duration missed =
        get(registry.heartbeat(QueueFleet.status(QueueFleet.NODE, "a"))).sinceUpkeep();

    assertThat(missed).isGreaterThan(Duration.ofMinutes(59));
  }

  private void setAhead() {
    server.call("HSET", UPKEEP, "at", ahead);
    server
        .call("ZRANGE", JOBS, "0", "-1")
        .lines()
        .filter(job -> !job.isBlank())
        .forEach(job -> server.call("ZADD", JOBS, ahead, job));
  }
}
