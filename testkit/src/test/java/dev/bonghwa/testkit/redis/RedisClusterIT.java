package dev.bonghwa.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisClusterIT {

  @Test
  void start_threeMastersShareAllSlots() {
    try (RedisCluster cluster = RedisCluster.start()) {
      assertThat(cluster.nodes())
          .hasSize(3)
          .allSatisfy(
              node ->
                  assertThat(node.call("CLUSTER", "INFO"))
                      .contains("cluster_state:ok", "cluster_slots_ok:16384", "cluster_size:3"));
    }
  }

  @Test
  void awaitOk_afterANodeCameBack() {
    try (RedisCluster cluster = RedisCluster.start(3, RedisOptions.defaults().withAppendOnly())) {
      cluster.nodes().get(1).kill();
      cluster.nodes().get(1).restart();

      cluster.awaitOk();

      assertThat(cluster.url()).matches("redis://127.0.0.1:\\d+,127.0.0.1:\\d+,127.0.0.1:\\d+");
    }
  }
}
