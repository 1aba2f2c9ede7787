package dev.bonghwa.worker;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.node.Pause;
import dev.bonghwa.registry.HeartbeatReply;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.worker.lifecycle.Vitals;
import dev.bonghwa.worker.loop.EventLoop;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one instance says of itself to the fleet. The fleet judges nodes by Redis' clock, not by
 * theirs: every answer to a beat tells it.
 */
final class Registration {

  private final WorkerConfig config;
  private final InstanceId self;
  private final NodeRegistry registry;
  private final EventLoop loop;
  private final Sending sending;
  private final long startedNanos;
  private @Nullable Instant started;

  Registration(
      WorkerConfig config,
      InstanceId self,
      NodeRegistry registry,
      EventLoop loop,
      Sending sending) {
    this.config = config;
    this.self = self;
    this.registry = registry;
    this.loop = loop;
    this.sending = sending;
    this.startedNanos = loop.nanoTime();
  }

  CompletionStage<HeartbeatReply> beat(NodeStatus said) {
    long asked = loop.nanoTime();
    return registry
        .heartbeat(said)
        .thenApplyAsync(
            reply -> {
              sending.clock().observe(reply.now(), asked, loop.nanoTime());
              return reply;
            },
            loop);
  }

  CompletionStage<Void> leave() {
    return registry.leave(self);
  }

  NodeStatus status(Vitals vitals, boolean draining) {
    Instant now = sending.clock().latest(loop.nanoTime());
    Instant since = started(now);
    Instant progress = sending.settler().lastProgress();
    return new NodeStatus(
        self,
        Version.TEXT,
        Protocol.VERSION,
        config.maxConcurrent(),
        vitals.inFlight(),
        vitals.rate(),
        progress.equals(Instant.EPOCH) ? since : progress,
        egress(vitals.egress(), now),
        draining,
        since);
  }

  private EgressStatus egress(Vitals.Egress egress, Instant now) {
    return new EgressStatus(
        config.egressGroup(),
        pause(egress.paused(), now),
        pause(egress.groupPaused(), now),
        egress.rate(),
        egress.invalid());
  }

  private static Pause pause(Vitals.Pause pause, Instant now) {
    Instant until = pause.left().isZero() ? Instant.EPOCH : now.plus(pause.left());
    return new Pause(until, pause.cause());
  }

  /** By Redis' time as first heard, then always the same; before that this machine's must do. */
  private Instant started(Instant now) {
    if (now.equals(Instant.EPOCH)) {
      return Instant.now();
    }
    if (started == null) {
      started = sending.clock().latest(startedNanos);
    }
    return started;
  }
}
