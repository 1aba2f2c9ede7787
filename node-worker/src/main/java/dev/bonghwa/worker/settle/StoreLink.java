package dev.bonghwa.worker.settle;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.redis.RedisFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command connection as the sending side sees it: whether it answers, and how fast.
 *
 * <p>Its rule is the fence that holds a node back which others may believe dead: what was confirmed
 * longer than {@link #FRESH} ago, or before the connection last failed, lets none begin.
 */
public final class StoreLink {

  /**
   * How long a confirmed settle or claim allows to begin sends, counted from when it was asked for.
   */
  static final Duration FRESH = Duration.ofSeconds(4);

  /**
   * How long what was begun in time may still go out, counted so: the lease, and half a second less
   * for the system call that comes after the last look.
   */
  private static final long HELD = Protocol.LEASE.minusMillis(500).toNanos();

  private static final Logger log = LoggerFactory.getLogger(StoreLink.class);
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();

  /** One answer that took seconds is not what is usual. */
  private static final long LONGEST_COUNTED = Duration.ofSeconds(1).toNanos();

  /** As TCP's estimate of a round trip (RFC 6298, 2.3), the mean a little slower than its 1/8. */
  private static final double MEAN_GAIN = 0.1;

  private static final double DEVIATION_GAIN = 0.25;
  private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

  private final BooleanSupplier connected;
  private final LongSupplier nanoTime;
  private boolean broken;
  private long brokenAt;
  private long pause = FIRST_PAUSE;
  private double roundTripNanos = Duration.ofMillis(1).toNanos();
  private double deviationNanos;

  /** Watches a connection by the given monotonic clock, in nanoseconds. */
  public StoreLink(BooleanSupplier connected, LongSupplier nanoTime) {
    this.connected = connected;
    this.nanoTime = nanoTime;
    this.brokenAt = nanoTime.getAsLong() - LONGEST_PAUSE;
  }

  /** Whether a request may be begun, by what was confirmed by a call that was asked for then. */
  public boolean allowsSend(long askedNanos) {
    return connected.getAsBoolean()
        && askedNanos - brokenAt > 0
        && nanoTime.getAsLong() - askedNanos < FRESH.toNanos();
  }

  /**
   * Until when a request that is begun now may reach the socket, by the same; a moment that has
   * passed if none is to be begun.
   */
  public long sendUntil(long askedNanos) {
    return allowsSend(askedNanos) ? askedNanos + HELD : nanoTime.getAsLong();
  }

  /** Whether a call made now is worth it; after a failure calls pause for 100 ms, up to 2 s. */
  public boolean mayAsk() {
    noteDisconnection();
    return connected.getAsBoolean() && (!broken || nanoTime.getAsLong() - brokenAt >= pause);
  }

  /** Whether nothing was confirmed since the connection last failed. */
  public boolean unconfirmedSince(long askedNanos) {
    return askedNanos - brokenAt <= 0;
  }

  /** Takes the answer to a call that was asked for then. */
  public void answered(long askedNanos) {
    long roundTrip = Math.min(nanoTime.getAsLong() - askedNanos, LONGEST_COUNTED);
    deviationNanos += DEVIATION_GAIN * (Math.abs(roundTrip - roundTripNanos) - deviationNanos);
    roundTripNanos += MEAN_GAIN * (roundTrip - roundTripNanos);
    pause = FIRST_PAUSE;
    if (broken && !unconfirmedSince(askedNanos)) {
      broken = false;
      log.info("Redis answers again; sending goes on batch by batch as settles are confirmed");
    }
  }

  /**
   * Takes the failure of a call that was asked for then: whatever was confirmed before allows
   * nothing any more. Many calls may fail at once; the pause grows when one fails that was made
   * after it.
   */
  public void failed(long askedNanos, Throwable cause) {
    if (!broken) {
      pause = FIRST_PAUSE;
    } else if (!unconfirmedSince(askedNanos)) {
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    breakOff(RedisFailure.why(cause));
  }

  /**
   * The usual round trip to Redis: its mean and mean deviation. With the mean alone every second
   * answer on an uneven link would come too late, and sending would wait for it.
   */
  public Duration roundTrip() {
    return Duration.ofNanos((long) (roundTripNanos + deviationNanos));
  }

  private void noteDisconnection() {
    if (!broken && !connected.getAsBoolean()) {
      breakOff("disconnected");
    }
  }

  private void breakOff(String reason) {
    if (!broken) {
      log.warn("Redis does not answer ({}); nothing is sent until a settle is confirmed", reason);
    }
    broken = true;
    brokenAt = nanoTime.getAsLong();
  }
}
