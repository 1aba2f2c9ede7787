package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis has no memory left. */
class FullRedisIT {

  @Test
  @Tag("faults")
  @Timeout(200)
  void aFullRedis_finishesItsJobs_andTakesNoOthers() {
    int targets = 6_000;
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends(), 20, 20)) {
      TestJob job = fleet.submit("full", targets);
      job.awaitEnded(targets / 6, Duration.ofSeconds(30));

      redis.call("CONFIG", "SET", "maxmemory", "1mb");
      assertThatThrownBy(() -> fleet.submit("one-too-many", 1_000))
          .isInstanceOf(CliFault.class)
          .hasMessageMatching("(?s).*(503|429).*");
      job.awaitEnd(Duration.ofSeconds(60));

      fleet.assertAllRun();
      Truth truth = fleet.truth(job).tell("a full Redis").assertAgrees().assertOnce();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);

      redis.call("CONFIG", "SET", "maxmemory", "0");
      TestJob next = submitOnceTaken(fleet);
      next.awaitEnd(Duration.ofSeconds(60));
      fleet.truth(next).tell("room again").assertAgrees().assertOnce();
    }
  }

  /** The API looks at the size of the backlog now and then only. */
  private static TestJob submitOnceTaken(TestFleet fleet) {
    AtomicReference<TestJob> taken = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreException(CliFault.class)
        .until(() -> taken.updateAndGet(none -> fleet.submit("room-again", 1_000)) != null);
    return taken.get();
  }
}
