package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An idle worker whose connections to Redis die without a word. */
class SilentDropIT {
  private static final Duration PROMISED = Duration.ofSeconds(15);

  /** What an IPVS or NAT does that forgets idle connections: new ones work. */
  @Test
  void connectionsForgottenOnTheWay_areReplaced_andItPopsAgain() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends());
        FaultProxy proxy = FaultProxy.to(redis.port())) {
      fleet.join(40, "redis://127.0.0.1:" + proxy.port());

      proxy.forgetConnections();

      assertDelivers(fleet, "forgotten");
    }
  }

  @Test
  void packetsSwallowedForAWhile_andItPopsAgainOnceTheyFlow() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly());
        TestFleet fleet = TestFleet.start(redis.uri().toString(), new Resends());
        FaultProxy proxy = FaultProxy.to(redis.port())) {
      Node node = fleet.join(40, "redis://127.0.0.1:" + proxy.port());

      proxy.blackhole();
      node.process().awaitLine("has not answered|has not returned", Duration.ofSeconds(20));
      proxy.heal();

      assertDelivers(fleet, "swallowed");
    }
  }

  /** The same with real packets that are lost: keepalive and TCP's own time-outs see this one. */
  @Test
  @Tag("faults")
  void cablePulledForAWhile_andItPopsAgainOnceItIsBack() {
    assumeTrue(FarRedis.isPossible(), "needs Linux, root and ip");
    try (FarRedis redis = FarRedis.start();
        TestFleet fleet = TestFleet.start(redis.url(), new Resends(), 40)) {

      redis.pullOut();
      fleet
          .node(1)
          .process()
          .awaitLine("has not answered|has not returned", Duration.ofSeconds(20));
      await().pollDelay(PROMISED).atMost(PROMISED.multipliedBy(2)).until(() -> true);
      redis.plugIn();

      assertDelivers(fleet, "cable");
    }
  }

  private static void assertDelivers(TestFleet fleet, String key) {
    long flows = System.nanoTime();
    TestJob job = fleet.submit(key, 1_000);
    await().atMost(PROMISED).pollInterval(Duration.ofMillis(20)).until(() -> job.requests() > 0);
    Duration first = Duration.ofNanos(System.nanoTime() - flows);
    job.awaitEnd(Duration.ofSeconds(30));

    fleet.assertAllRun();
    Truth truth = fleet.truth(job).tell("silent drop, first request after " + first);
    truth.assertAgrees().assertOnce();
    assertThat(first).isLessThan(PROMISED);
  }
}
