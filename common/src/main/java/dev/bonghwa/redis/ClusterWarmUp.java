package dev.bonghwa.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Opens the connections to all masters of a Cluster at the start.
 *
 * <p>Lettuce opens each at its first command, and with commands rejected while there is no
 * connection that command fails: the first job of a fresh nms-api would be answered with 503.
 */
record ClusterWarmUp(StatefulRedisClusterConnection<String, byte[]> connection, String prefix) {
  private static final int TRIES = 40;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** A master that cannot be reached now is left to the first command that needs it. */
  void run() {
    for (RedisClusterNode node : connection.getPartitions()) {
      if (!node.getSlots().isEmpty()) {
        reach(keyOf(node));
      }
    }
  }

  private void reach(String key) {
    for (int tries = 0; tries < TRIES && !answers(key); tries++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean answers(String key) {
    try {
      connection.sync().exists(key);
      return true;
    } catch (RedisException e) {
      return false;
    }
  }

  private String keyOf(RedisClusterNode master) {
    return IntStream.range(0, SlotHash.SLOT_COUNT)
        .mapToObj(i -> prefix + ":{warm-up-" + i + "}")
        .filter(key -> master.hasSlot(SlotHash.getSlot(key)))
        .findFirst()
        .orElse(prefix);
  }
}
