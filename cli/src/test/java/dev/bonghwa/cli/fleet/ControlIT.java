package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pause, resume and cancel reach the workers in time. */
class ControlIT {
  private static final Duration PROMISED = Duration.ofSeconds(1);
  private static final Duration WATCHED = Duration.ofSeconds(2);

  @Test
  void nothingIsSent_aSecondAfterPauseAndCancel() {
    int targets = 6_000;
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends(), 20, 20)) {
      TestJob job = fleet.submit("control", targets);
      job.awaitEnded(targets / 6, Duration.ofSeconds(30));
      String id = job.latest().id();

      fleet.client().control(id, "pause");
      assertSilent(job);
      long paused = job.requests();
      assertThat(job.latest().state()).isEqualTo("paused");

      fleet.client().control(id, "resume");
      await().atMost(Duration.ofSeconds(10)).until(() -> job.requests() > paused + targets / 6);

      fleet.client().control(id, "cancel");
      assertSilent(job);
      job.awaitEnd(Duration.ofSeconds(10));

      Truth truth = fleet.truth(job).tell("paused, resumed, cancelled");
      assertThat(truth.report().state()).isEqualTo("cancelled");
      assertThat(truth.report().ended()).isEqualTo(targets);
      assertThat(truth.report().count("delivered")).isEqualTo(truth.seen().answered2xx());
      assertThat(truth.report().count("cancelled")).isPositive();
      truth.assertOnce();
      assertThat(job.contradictions()).isEmpty();
    }
  }

  /** From a second after now nothing comes for two more. */
  private static void assertSilent(TestJob job) {
    long asked = System.nanoTime();
    await()
        .pollDelay(PROMISED)
        .atMost(PROMISED.plusMillis(500))
        .until(() -> System.nanoTime() - asked >= PROMISED.toNanos());
    long before = job.requests();
    await()
        .during(WATCHED)
        .atMost(WATCHED.plusSeconds(1))
        .untilAsserted(() -> assertThat(job.requests()).isEqualTo(before));
  }
}
