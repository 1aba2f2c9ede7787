package dev.bonghwa.nms.nodes;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.node.Pause;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A node as {@code /v1} shows it. */
record NodeView(
    String id,
    String instance,
    boolean alive,
    boolean draining,
    String version,
    int protocol,
    int maxConcurrent,
    int inFlight,
    double rate,
    long queued,
    Instant started,
    Instant lastProgress,
    Egress egress) {

  record Egress(
      String group,
      @Nullable Instant pausedUntil,
      @Nullable String pausedBy,
      @Nullable Instant groupPausedUntil,
      @Nullable String groupPausedBy,
      @Nullable Double rate,
      int invalidAnswers) {

    static Egress of(EgressStatus egress) {
      return new Egress(
          egress.group(),
          until(egress.paused()),
          cause(egress.paused()),
          until(egress.groupPaused()),
          cause(egress.groupPaused()),
          Double.isFinite(egress.rate()) ? egress.rate() : null,
          egress.invalid());
    }

    private static @Nullable Instant until(Pause pause) {
      return pause.until().isAfter(Instant.EPOCH) ? pause.until() : null;
    }

    private static @Nullable String cause(Pause pause) {
      return pause.cause().isEmpty() ? null : pause.cause();
    }
  }

  static NodeView of(RegisteredNode node, long queued) {
    NodeStatus status = node.status();
    return new NodeView(
        status.node().value(),
        status.instance().toString(),
        node.alive(),
        status.draining(),
        status.version(),
        status.protocol(),
        status.maxConcurrent(),
        status.inFlight(),
        status.rate(),
        queued,
        status.started(),
        status.lastProgress(),
        Egress.of(status.egress()));
  }
}
