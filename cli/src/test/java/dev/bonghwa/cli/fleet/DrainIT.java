package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM to one worker in mid-job, with retries that are not yet due. */
class DrainIT {

  @Test
  void leaves_withinItsTime_andNothingIsLostRepeatedOrHurried() {
    run(Size.SMALL);
  }

  @Test
  @Tag("faults")
  @Timeout(600)
  void leaves_withinItsTime_andNothingIsLostRepeatedOrHurried_full() {
    run(Size.FULL);
  }

  private static void run(Size size) {
    int targets = size.of(6_000, 100_000);
    Mix mix =
        Mix.seeded(3)
            .latency(Duration.ofMillis(30), Duration.ofMillis(60))
            .rateLimited(0.15, Duration.ofSeconds(3), Duration.ofSeconds(5))
            .scopes(1, 0)
            .serverErrors(0.02);
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), mix, 40, 40)) {
      TestJob job = fleet.submit("drain", targets);
      job.awaitEnded(targets / 4, size.seconds(30, 200));
      assertThat(job.latest().count("waiting")).as("retries not yet due").isPositive();

      long asked = System.nanoTime();
      fleet.node(1).process().signal(Signal.TERM);

      assertThat(fleet.node(1).process().awaitExit(Duration.ofSeconds(25))).isZero();
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      assertThat(fleet.client().job(job.latest().id()).isFinished()).as("done already").isFalse();
      job.awaitEnd(size.seconds(60, 300));

      Truth truth = fleet.truth(job).tell("SIGTERM, gone after " + took).assertAgrees();
      truth.assertOnce().assertPolite();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);
    }
  }
}
