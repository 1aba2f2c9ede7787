package dev.bonghwa.worker;

import dev.bonghwa.redis.Redis;
import dev.bonghwa.worker.loop.VertxLoop;
import dev.bonghwa.worker.send.VertxSender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/** One node in this process, with a connection to Redis of its own. */
final class TestNode implements AutoCloseable {

  final Node node;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final AtomicBoolean gaveUp = new AtomicBoolean();
  private final Redis redis;
  private final VertxSender sender;
  private boolean stopped;

  TestNode(WorkerConfig config, Vertx vertx) {
    redis = Redis.connect(config.redis(), "node-worker:" + config.node());
    VertxLoop loop = VertxLoop.of(vertx, () -> gaveUp.set(true));
    sender = new VertxSender(vertx, loop, config.sender());
    node = new Node(config, redis, loop, sender, meters, () -> gaveUp.set(true));
    node.start();
  }

  /** Drains and leaves. */
  void stop() {
    if (!stopped) {
      stopped = true;
      node.stop();
    }
  }

  @Override
  public void close() {
    stop();
    sender.close();
    redis.close();
  }
}
