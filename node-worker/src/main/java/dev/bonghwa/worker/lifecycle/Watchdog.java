package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.worker.claim.Pulse;
import dev.bonghwa.worker.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the claim loop and the event loop from a thread that neither can hang.
 *
 * <p>A Redis client may believe for ever that it is about to reconnect; only pops that return prove
 * that it does. One that has not returned for {@link #STALE} gets a new connection, again and again
 * while Redis is away, however long that is. The process ends, for whoever runs it to start it
 * anew, only when it must be the process itself: new connections were made for {@link #HOPELESS}
 * and still no pop returns, or the event loop stands still for as long.
 */
public final class Watchdog implements AutoCloseable {

  static final Duration STALE = Duration.ofSeconds(6);
  static final Duration HOPELESS = Duration.ofSeconds(60);
  static final Duration TOLD_EVERY = Duration.ofSeconds(30);
  static final Duration LAGGING = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final EventLoop loop;
  private final Pulse pulse;
  private final Runnable rebuildPop;
  private final Runnable giveUp;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("watchdog").unstarted(task));
  private volatile long loopSeen;
  private long lastLook;
  private long awakeSince;
  private boolean lagging;
  private boolean deaf;
  private @Nullable Long connectedSince;
  private long lastConnected;
  private long lastTold;

  /**
   * Watches nothing before {@link #start}.
   *
   * @param rebuildPop opens another connection for pops; may block; throws when there is none
   * @param giveUp ends the process
   */
  public Watchdog(EventLoop loop, Pulse pulse, Runnable rebuildPop, Runnable giveUp) {
    this.loop = loop;
    this.pulse = pulse;
    this.rebuildPop = rebuildPop;
    this.giveUp = giveUp;
    this.loopSeen = loop.nanoTime();
    this.lastLook = loopSeen;
    this.awakeSince = loopSeen;
  }

  /** Looks once a second from now on. */
  public void start() {
    loopSeen = loop.nanoTime();
    var _ = thread.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
  }

  /** How long ago the event loop last ran something for the watchdog, in nanoseconds. */
  public long loopLag() {
    return loop.nanoTime() - loopSeen;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** One look. */
  void look() {
    noteSleep();
    lookAtLoop();
    if (isHopeless()) {
      log.error(
          "Redis can be reached and no pop returns, or the event loop stands still, for {} s; the"
              + " process ends to be started anew, its batches go to others",
          HOPELESS.toSeconds());
      giveUp.run();
    }
    try {
      lookAtPops();
    } finally {
      // To connect may take seconds, and is no sleep.
      lastLook = loop.nanoTime();
    }
  }

  /** A process that was stopped has no right to call others silent until it has listened. */
  private void noteSleep() {
    long now = loop.nanoTime();
    if (now - lastLook > STALE.toNanos() / 2) {
      awakeSince = now;
    }
  }

  private long awake(long silence) {
    return Math.min(silence, loop.nanoTime() - awakeSince);
  }

  private boolean isHopeless() {
    Long since = connectedSince;
    boolean deafToNewOnes =
        since != null
            && awake(pulse.sinceAnswer()) > STALE.toNanos()
            && awake(loop.nanoTime() - since) > HOPELESS.toNanos();
    return deafToNewOnes || awake(loopLag()) > HOPELESS.toNanos();
  }

  private void lookAtPops() {
    if (awake(pulse.sinceAnswer()) <= STALE.toNanos()) {
      deaf = false;
      connectedSince = null;
      return;
    }
    if (!deaf) {
      log.warn("no pop has returned for {} s; its connection is replaced", STALE.toSeconds());
      lastTold = loop.nanoTime();
    }
    deaf = true;
    // What was just opened gets its time to answer.
    if (connectedSince == null || loop.nanoTime() - lastConnected > STALE.toNanos()) {
      rebuild();
    }
  }

  /** At every look while Redis is away. */
  private void rebuild() {
    try {
      rebuildPop.run();
      lastConnected = loop.nanoTime();
      connectedSince = connectedSince == null ? lastConnected : connectedSince;
    } catch (RuntimeException e) {
      connectedSince = null;
      tellAbsence(e);
    }
  }

  private void tellAbsence(RuntimeException why) {
    if (loop.nanoTime() - lastTold > TOLD_EVERY.toNanos()) {
      lastTold = loop.nanoTime();
      log.warn(
          "no pop has returned for {} s: {}; nothing is claimed or sent meanwhile, and connecting"
              + " is tried on",
          Duration.ofNanos(pulse.sinceAnswer()).toSeconds(),
          why.getMessage());
    }
  }

  private void lookAtLoop() {
    boolean lags = awake(loopLag()) > LAGGING.plusSeconds(1).toNanos();
    if (lags != lagging) {
      lagging = lags;
      log.warn(
          lags ? "the event loop lags by more than a second" : "the event loop keeps up again");
    }
    loop.execute(() -> loopSeen = loop.nanoTime());
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      log.debug("the watchdog could not help; it tries again", e);
    }
  }
}
