package dev.bonghwa.worker.egress;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The node's right to send.
 *
 * <p>Use: while {@link #nanosUntilSend()} is 0, {@link #acquire} a ticket for one request, then
 * give it back with either {@link #saw} or {@link #release}. After a pause exactly one ticket is
 * given out, the probe; the next come when its outcome has been seen, slowly at first.
 */
public final class Egress {
  /** Takes the rate and a clock in nanoseconds. */
  public Egress(EgressRate rate, LongSupplier nanoTicker) {}

  /** Nanoseconds until a request may go out, 0 for now; ask again after every outcome. */
  public long nanosUntilSend() {
    return 0;
  }

  /** Takes the right to send one request: a ticket above 0, or 0 when none may go out now. */
  public long acquire() {
    return 1;
  }

  /** Gives back a ticket whose request was not made after all. */
  public void release(long ticket) {}

  /** Tells the outcome of the ticket's request to this endpoint. */
  public void saw(long ticket, EndpointKey key, SendResult.Tried result, Outcome outcome) {}

  /** Nanoseconds for which this endpoint must be left alone, 0 if it need not be. */
  public long nanosUntilSend(EndpointKey key) {
    return 0;
  }

  /** How long nothing will leave this node, as far as is known; zero when it is not paused. */
  public Duration pausedFor() {
    return Duration.ZERO;
  }

  /**
   * Whether failed tries are the node's fault and not the endpoints': they cost no attempt then.
   */
  public boolean circuitOpen() {
    return false;
  }

  /**
   * Whether an endpoint's word that it is gone is to be believed now. False when nearly everything
   * says so: then something else is wrong, and the target ends as failed, without a tombstone.
   */
  public boolean trustsGone() {
    return true;
  }
}
