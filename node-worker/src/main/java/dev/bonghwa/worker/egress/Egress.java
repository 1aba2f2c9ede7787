package dev.bonghwa.worker.egress;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The node's right to send: by its own address and by each proxy of the fleet what that address
 * may, and to each endpoint what that endpoint wants.
 *
 * <p>Use: while {@link #nanosUntilSend()} is 0, {@link #acquire} a clearance for one request, then
 * give it back with one of {@link #saw}, {@link #release} and {@link #failed}. After a pause of a
 * way exactly one clearance of it is given out, the probe; the next come when its outcome has been
 * seen, slowly at first.
 *
 * <p>Tell the outcome first and decide about the target then: the answer that opens a circuit
 * already costs its target no attempt.
 */
public final class Egress {
  private final EventLoop loop;
  private final Ways ways;
  private final ProxyWatch watch;
  private final GoneWatch gone;
  private final CoolDowns coolDowns;

  /** Takes the loop that all of this happens on, the way to the group, and to the proxies. */
  public Egress(EventLoop loop, GroupLine line, ProxyLine proxies) {
    this.loop = loop;
    ways = new Ways(loop, line, proxies::group);
    watch = new ProxyWatch(loop, proxies, ways);
    gone = new GoneWatch(loop.nanoTime());
    coolDowns = new CoolDowns(loop::nanoTime);
  }

  /**
   * Says whom it serves.
   *
   * @param ready how many requests could go out now
   * @param news runs when a group has said something, or the proxies are others
   */
  public void serve(IntSupplier ready, Runnable news) {
    ways.serve(ready, news);
  }

  /** Asks how the group is and which proxies there are, before there is anything to send. */
  public void start() {
    ways.own().start();
    watch.look();
  }

  /** Asks nothing any more. */
  public void stop() {
    watch.stop();
    ways.stop();
  }

  /** Nanoseconds until a request may go out, 0 for now; ask again after every outcome. */
  public long nanosUntilSend() {
    return ways.nanosUntilSend();
  }

  /** Takes the right to send one request; null when none may go out now. */
  public @Nullable Clearance acquire() {
    return ways.acquire();
  }

  /** Gives back a clearance whose request was not made after all. */
  public void release(Clearance clearance) {
    clearance.way.release(clearance);
  }

  /** Tells that the clearance's proxy did not carry its request. */
  public void failed(Clearance clearance, SendResult.ProxyFailed fault) {
    clearance.way.failed(clearance, fault);
  }

  /**
   * Tells what became of the clearance's request, and answers whether its target is to answer for a
   * failure. Not while the way's circuit is open, but for the probe's: a node that has nothing left
   * but endpoints that fail would never be done with them.
   */
  public boolean saw(Clearance clearance, Seen seen) {
    coolDowns.saw(seen.endpoint().key(), seen.outcome());
    gone.saw(loop.nanoTime(), seen.outcome());
    return clearance.way.saw(clearance.number, seen);
  }

  /** Nanoseconds for which this endpoint must be left alone, 0 if it need not be. */
  public long nanosUntilSend(EndpointKey key) {
    return coolDowns.nanosLeft(key);
  }

  /** How long nothing will leave this node, as far as is known; zero when it is not paused. */
  public Duration pausedFor() {
    return Duration.ofNanos(ways.nanosPaused());
  }

  /**
   * Why nothing leaves this node, empty when it is not paused: not while only a probe may leave,
   * for without work nobody sends one.
   */
  public String pausedBy() {
    return ways.nanosPaused() > 0 ? ways.pausedBy() : "";
  }

  /** How long nothing will leave the node's own address, whatever its proxies carry. */
  public Duration groupPausedFor() {
    return Duration.ofNanos(ways.own().groupNanosPaused(loop.nanoTime()));
  }

  /** Why nothing leaves the node's own address, empty when it is not paused. */
  public String groupPausedBy() {
    return groupPausedFor().isZero() ? "" : ways.own().groupPausedBy();
  }

  /** Whether nothing leaves this node for a fault that is its own and not the endpoints'. */
  public boolean circuitOpen() {
    return ways.allCircuitsOpen();
  }

  /**
   * Whether an endpoint's word that it is gone is to be believed now. False when nearly everything
   * says so: then something else is wrong, and the target ends as failed, without a tombstone.
   */
  public boolean trustsGone() {
    return gone.isCredible(loop.nanoTime());
  }

  /** Answers of the last ten minutes that count against the node's own address. */
  public int invalidAnswers() {
    return ways.own().invalidAnswers();
  }

  /**
   * Requests per second that may leave the node's group, as last heard; 0 while paused, infinite
   * without limit.
   */
  public double groupRate() {
    return ways.own().groupPerSecond();
  }

  /** Requests per second that may leave the node, as far as is known, by all its ways. */
  public double ratePerSecond() {
    return ways.perSecond();
  }
}
