package dev.bonghwa.nms;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.registry.NodeRegistry;
import java.net.URI;
import java.time.Instant;

/** What a worker writes into Redis, without a worker. */
final class FakeNode implements AutoCloseable {
  private final Redis redis;

  FakeNode(URI uri) {
    redis = Redis.connect(RedisSettings.of(uri.toString()), "fake-node");
  }

  /** A node of this name is alive for 6 s. */
  void beat(String name) {
    beat(name, Protocol.VERSION);
  }

  void beat(String name, int protocol) {
    beat(name, protocol, EgressStatus.open(name));
  }

  /** The same, behind an egress of that rate. */
  void beat(String name, double egressRate) {
    beat(name, Protocol.VERSION, EgressStatus.open(name, egressRate));
  }

  private void beat(String name, int protocol, EgressStatus egress) {
    Instant now = Instant.now();
    NodeStatus status =
        new NodeStatus(
            new InstanceId(new NodeId(name), "boot1"),
            "0.1.0",
            protocol,
            200,
            0,
            0,
            now,
            egress,
            false,
            now);
    new NodeRegistry(redis).heartbeat(status).toCompletableFuture().join();
  }

  /** This endpoint must never be called again. */
  void gone(String address) {
    new GoneEndpoints(redis)
        .add(new Endpoint(address), "404, code 10015")
        .toCompletableFuture()
        .join();
  }

  @Override
  public void close() {
    redis.close();
  }
}
