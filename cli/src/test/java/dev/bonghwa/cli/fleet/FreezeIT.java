package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that stands still (SIGSTOP) longer than its lease, and comes back. */
class FreezeIT {

  @Test
  void othersFinishItsWork_andItSendsNothingOfItWhenItIsBack() {
    run(Size.SMALL);
  }

  @Test
  @Tag("faults")
  @Timeout(600)
  void othersFinishItsWork_andItSendsNothingOfItWhenItIsBack_full() {
    run(Size.FULL);
  }

  private static void run(Size size) {
    int targets = size.of(6_000, 60_000);
    Resends resends = new Resends();
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), resends, 40, 40)) {
      Node frozen = fleet.node(1);
      TestJob job = fleet.submit("freeze", targets);
      job.awaitEnded(targets / 4, size.seconds(30, 200));

      frozen.process().signal(Signal.STOP);
      long stopped = System.nanoTime();
      job.awaitEnd(size.seconds(60, 300));
      Truth truth =
          fleet.truth(job).tell("SIGSTOP, first sent again after " + resends.firstAfter(stopped));
      long before = job.requests();
      await().atMost(size.seconds(1, 30)).until(() -> isOver(stopped, size.seconds(0, 30)));
      frozen.process().signal(Signal.CONT);

      truth.assertAgrees();
      assertThat(truth.duplicates()).isLessThanOrEqualTo(Resends.mostRepeated(frozen));
      fleet.awaitAlive();
      TestJob next = fleet.submit("thaw", size.of(2_000, 20_000));
      next.awaitEnd(size.seconds(30, 100));

      Truth after = fleet.truth(next).tell("after SIGCONT").assertAgrees().assertOnce();
      assertThat(doneBy(after, frozen)).as("it works again").isPositive();
      assertThat(job.requests()).as("requests of the job that others finished").isEqualTo(before);
    }
  }

  private static boolean isOver(long since, Duration span) {
    return System.nanoTime() - since > span.toNanos();
  }

  private static long doneBy(Truth truth, Node node) {
    return truth.report().shards().stream()
        .filter(shard -> shard.node().equals(node.id()))
        .mapToLong(shard -> shard.done())
        .sum();
  }
}
