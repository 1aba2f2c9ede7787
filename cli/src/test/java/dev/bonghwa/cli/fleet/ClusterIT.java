package dev.bonghwa.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.redis.RedisCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fleet on a Redis Cluster of three masters. */
class ClusterIT {

  @Test
  void jobs_completeOnThreeMasters_withFewConnectionsToEach() {
    Mix mix = Mix.seeded(8).latency(Duration.ofMillis(5), Duration.ofMillis(30)).gone(0.02);
    try (RedisCluster cluster = RedisCluster.start();
        TestFleet fleet = TestFleet.start(cluster.url(), mix, 40, 40)) {
      List<Connections> watched = cluster.nodes().stream().map(Connections::watch).toList();

      TestJob job = fleet.submit("cluster", 5_000);
      job.awaitEnd(Duration.ofSeconds(60));
      TestJob next = fleet.submit("cluster-2", 5_000);
      next.awaitEnd(Duration.ofSeconds(60));

      fleet.truth(job).tell("three masters").assertAgrees().assertOnce().assertPolite();
      fleet.truth(next).tell("and again").assertAgrees().assertOnce().assertPolite();
      watched.forEach(Connections::close);
      System.out.println("connections: " + watched.stream().map(Connections::most).toList());
      watched.forEach(master -> assertFew(master.most()));
    }
  }

  /**
   * Two links each, for commands and for pops, and Lettuce's own to begin with in either: so two
   * more than needed on a master that happens to be the beginning of both.
   */
  private static void assertFew(Map<String, Long> connections) {
    connections.forEach(
        (program, count) ->
            assertThat(count)
                .as("connections of %s to one master", program)
                .isLessThanOrEqualTo(4));
  }
}
