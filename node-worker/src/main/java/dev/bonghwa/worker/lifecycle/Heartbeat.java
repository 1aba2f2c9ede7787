package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.HeartbeatReply;
import dev.bonghwa.worker.claim.Pulse;
import dev.bonghwa.worker.loop.Cancellable;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.loop.OnLoop;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a second that this node lives, as long as its claim loop moves.
 *
 * <p>A beat that came from anywhere else would keep a node in the fleet that does nothing.
 */
public final class Heartbeat {

  static final Duration BEAT = Duration.ofSeconds(1);

  /** A claim loop that did nothing for this long does not live: three times its longest wait. */
  static final Duration STILL = Duration.ofSeconds(6);

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final EventLoop loop;
  private final Pulse pulse;
  private final Function<NodeStatus, CompletionStage<HeartbeatReply>> beats;
  private final Supplier<NodeStatus> status;
  private final Membership membership;
  private @Nullable Cancellable timer;
  private volatile boolean registered;
  private boolean onItsWay;
  private boolean stopped;

  /**
   * Beats for one instance.
   *
   * @param beats says one beat to the fleet
   * @param status what to say, asked on the loop
   */
  public Heartbeat(
      EventLoop loop,
      Pulse pulse,
      InstanceId self,
      Function<NodeStatus, CompletionStage<HeartbeatReply>> beats,
      Supplier<NodeStatus> status,
      Orders orders) {
    this.loop = loop;
    this.pulse = pulse;
    this.beats = beats;
    this.status = status;
    this.membership = new Membership(self, orders);
  }

  /** Beats now and from now on. */
  public void start() {
    timer = loop.schedule(BEAT, this::start);
    beat();
  }

  /** Says nothing any more; the answer that may be on its way is not heard. */
  public void stop() {
    stopped = true;
    registered = false;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Whether the fleet knows of this instance. */
  public boolean isRegistered() {
    return registered;
  }

  /** Whether an operator wants this node to take no work. */
  public boolean isDraining() {
    return membership.isDraining();
  }

  /** Says at once what has changed; to be called on the loop. */
  public void beatNow() {
    beat();
  }

  /** One beat, unless the last is still on its way or the claim loop stands still. */
  void beat() {
    if (!stopped && !onItsWay && pulse.sinceStep() < STILL.toNanos()) {
      onItsWay = true;
      var said = status.get();
      OnLoop.ask(loop, () -> beats.apply(said), this::answered, failure -> failed());
    }
  }

  private void answered(HeartbeatReply reply) {
    onItsWay = false;
    if (stopped) {
      return;
    }
    if (!registered) {
      log.info("registered in the fleet");
    }
    registered = true;
    membership.take(reply);
  }

  private void failed() {
    onItsWay = false;
    registered = false;
  }
}
