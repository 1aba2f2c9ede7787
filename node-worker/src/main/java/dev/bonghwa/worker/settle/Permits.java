package dev.bonghwa.worker.settle;

import java.time.Duration;

/**
 * What a crash of this process could repeat, and the limit to it.
 *
 * <p>Every send holds a permit while it is in flight (at most MAX_CONCURRENT of them) and counts as
 * unconfirmed from its answer until a settle that carries it is confirmed. Both together stay
 * within MAX_CONCURRENT + rate × (100 ms + 2 round trips): what a healthy Redis needs, and no more
 * when it stops answering. The rate is the highest of the last 10 s, so that a node that was fast
 * just now need not become so again by and by.
 */
public final class Permits {

  private static final double SETTLE_SECONDS = 0.1;
  private static final Duration MEAN = Duration.ofSeconds(2);

  /** The latest so many answers tell how long one takes: those of a canary nearly alone. */
  private static final double LATENCIES = 16;

  private final int max;
  private final RateMeter rate;
  private final StoreLink link;
  private int inFlight;
  private long unconfirmed;
  private double latencyNanos;

  /** At most {@code max} permits at a time; the rate and the link's round trip widen the bound. */
  public Permits(int max, RateMeter rate, StoreLink link) {
    this.max = max;
    this.rate = rate;
    this.link = link;
  }

  /** Whether one more send may start. */
  public boolean available() {
    return inFlight < max && !boundReached();
  }

  /** Whether only confirmations can free a permit: the moment for an early settle. */
  public boolean boundReached() {
    return unconfirmed > 0 && inFlight + unconfirmed >= bound();
  }

  /** One send starts. */
  public void take() {
    inFlight++;
  }

  /** One send got its answer after so long, which no settle has confirmed yet. */
  public void answered(long nanos) {
    inFlight--;
    unconfirmed++;
    rate.mark();
    latencyNanos += (nanos - latencyNanos) / LATENCIES;
  }

  /** One send ended with nothing to confirm: never written, or its batch is lost. */
  public void released() {
    inFlight--;
  }

  /** Settles that carried this many answers were confirmed, or their batch is lost. */
  public void confirmed(long answers) {
    unconfirmed -= answers;
  }

  /** Requests in flight. */
  public int inFlight() {
    return inFlight;
  }

  /** Answers that no settle has confirmed. */
  public long unconfirmed() {
    return unconfirmed;
  }

  /** The most permits there can be at a time. */
  public int max() {
    return max;
  }

  /** Permits nobody holds. */
  public int free() {
    return max - inFlight;
  }

  /**
   * Answers a second if permits were all that is short, and no more than lately: receivers answer
   * as fast as they did just now.
   */
  public double possiblePerSecond() {
    return Math.min(rate.highest(), mostPerSecond());
  }

  /**
   * Answers a second if there were always something to send, and nothing but receivers to wait for.
   */
  public double mostPerSecond() {
    return max * 1e9 / Math.max(1, latencyNanos);
  }

  /** Answers a second, over a time that several answers of slow receivers fit in. */
  public double meanPerSecond() {
    return rate.perSecond(MEAN);
  }

  /** Answers a second, at most within the last 10 s. */
  public double highestPerSecond() {
    return rate.highest();
  }

  /** The usual round trip to Redis, in seconds. */
  public double roundTripSeconds() {
    return link.roundTrip().toNanos() / 1e9;
  }

  private long bound() {
    return max + (long) (rate.highest() * (SETTLE_SECONDS + 2 * roundTripSeconds()));
  }
}
