package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every program is replaced while a job is on its way. */
class RollingIT {

  @Test
  @Tag("faults")
  @Timeout(300)
  void aJob_outlivesEveryProgramThatBeganIt() {
    int targets = 50_000;
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends(), 10, 10, 10)) {
      TestJob job = fleet.submit("rolling", targets);
      job.awaitEnded(targets / 50, Duration.ofSeconds(60));

      fleet.replaceNms();
      for (int number = 1; number <= 3; number++) {
        fleet.node(number).process().signal(Signal.TERM);
        assertThat(fleet.node(number).process().awaitExit(Duration.ofSeconds(25))).isZero();
        fleet.replace(number);
      }
      assertThat(job.latest().isFinished()).as("over before all were replaced").isFalse();
      job.awaitEnd(Duration.ofSeconds(200));

      Truth truth = fleet.truth(job).tell("all replaced").assertAgrees().assertOnce();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);
    }
  }
}
