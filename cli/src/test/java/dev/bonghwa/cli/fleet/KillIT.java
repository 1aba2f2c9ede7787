package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** kill -9 of one worker in mid-job. */
class KillIT {

  @Test
  void theOthers_finishItsWork_andRepeatOnlyWhatWasInFlight() {
    run(Size.SMALL);
  }

  @Test
  @Tag("faults")
  @Timeout(600)
  void theOthers_finishItsWork_andRepeatOnlyWhatWasInFlight_full() {
    run(Size.FULL);
  }

  private static void run(Size size) {
    int targets = size.of(6_000, 100_000);
    Resends resends = new Resends();
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet =
            TestFleet.start(redis.uri().toString(), resends, 40, 40, size.of(20, 40))) {
      TestJob job = fleet.submit("kill", targets);
      job.awaitEnded(targets / 4, size.seconds(30, 200));

      fleet.node(1).process().signal(Signal.KILL);
      long killed = System.nanoTime();
      job.awaitEnd(size.seconds(60, 300));

      Truth truth =
          fleet
              .truth(job)
              .tell("kill -9, first sent again after " + resends.firstAfter(killed))
              .assertAgrees();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);
      assertThat(truth.duplicates()).isLessThanOrEqualTo(Resends.mostRepeated(fleet.node(1)));
      assertThat(resends.firstAfter(killed)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }
  }
}
