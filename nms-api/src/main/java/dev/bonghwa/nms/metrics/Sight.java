package dev.bonghwa.nms.metrics;

import dev.bonghwa.egress.ProxyState;
import dev.bonghwa.nms.nodes.EgressSight;
import dev.bonghwa.nms.nodes.NodeSums;
import dev.bonghwa.redis.RedisState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the fleet looked a moment ago.
 *
 * @param oldestQueued for how long a batch has been waiting to be claimed, at most
 * @param sinceProgress for how long no target was seen ending, null while there is nothing to send
 */
public record Sight(
    JobSums jobs,
    Duration oldestQueued,
    @Nullable Duration sinceProgress,
    NodeSums nodes,
    List<EgressSight> egress,
    Map<ProxyState.State, Long> proxies,
    RedisState redis) {

  public Sight {
    egress = List.copyOf(egress);
    proxies = Map.copyOf(proxies);
  }
}
