package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis goes away in mid-job, or cuts all connections again and again. */
class RedisFaultsIT {

  /** Twice a lease: longer than any client waits, and than a lease holds. */
  private static final Duration FROZEN = Duration.ofSeconds(12);

  @Test
  void redisRestarts_andTheJobCompletesByItself() {
    restart(Size.SMALL);
  }

  @Test
  @Tag("faults")
  @Timeout(600)
  void redisRestarts_andTheJobCompletesByItself_full() {
    restart(Size.FULL);
  }

  @Test
  void redisCutsAllConnectionsEverySecond_andTheJobCompletesByItself() {
    cut(Size.SMALL);
  }

  @Test
  @Tag("faults")
  @Timeout(600)
  void redisCutsAllConnectionsEverySecond_andTheJobCompletesByItself_full() {
    cut(Size.FULL);
  }

  /** A server that stands still keeps its sockets open: only silence tells. */
  @Test
  void redisStandsStillForTwelveSeconds_andTheJobCompletesByItself() {
    int targets = 6_000;
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends(), 40, 40)) {
      TestJob job = fleet.submit("frozen", targets);
      job.awaitEnded(targets / 4, Duration.ofSeconds(30));

      redis.freeze();
      long thaw = System.nanoTime() + FROZEN.toNanos();
      await().atMost(FROZEN.plusSeconds(5)).until(() -> System.nanoTime() - thaw >= 0);
      redis.thaw();

      job.awaitEnd(Duration.ofSeconds(60));
      fleet.assertAllRun();
      Truth truth = fleet.truth(job).tell("Redis stood still").assertAgrees();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);
      assertThat(truth.duplicates()).isZero();
    }
  }

  private static void restart(Size size) {
    int targets = size.of(6_000, 100_000);
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends(), 40, 40)) {
      TestJob job = fleet.submit("restart", targets);
      job.awaitEnded(targets / 4, size.seconds(30, 200));

      redis.restart();
      job.awaitEnd(size.seconds(60, 300));

      fleet.assertAllRun();
      Truth truth = fleet.truth(job).tell("Redis restarted").assertAgrees();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);
      // A restart that outlasts the leases is a fault like any other: each node may repeat its
      // bound.
      assertThat(truth.duplicates()).isLessThanOrEqualTo(mostRepeated(fleet));
    }
  }

  private static long mostRepeated(TestFleet fleet) {
    return fleet.nodes().stream().mapToLong(Resends::mostRepeated).sum();
  }

  private static void cut(Size size) {
    int targets = size.of(6_000, 60_000);
    int cuts = size.of(5, 20);
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends(), 40, 40)) {
      TestJob job = fleet.submit("cut", targets);
      job.awaitEnded(1, Duration.ofSeconds(30));

      cutEverySecond(redis, cuts);
      job.awaitEnd(size.seconds(60, 300));

      fleet.assertAllRun();
      Truth truth = fleet.truth(job).tell(cuts + " times CLIENT KILL").assertAgrees();
      assertThat(truth.report().count("delivered")).isEqualTo(targets);
      assertThat(truth.duplicates()).isZero();
    }
  }

  private static void cutEverySecond(EmbeddedRedis redis, int times) {
    AtomicInteger cuts = new AtomicInteger();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(times + 10))
        .until(
            () -> {
              redis.call("CLIENT", "KILL", "TYPE", "normal");
              return cuts.incrementAndGet() >= times;
            });
  }
}
