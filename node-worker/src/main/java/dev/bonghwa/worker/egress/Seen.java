package dev.bonghwa.worker.egress;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;

/**
 * What became of a request.
 *
 * @param failedBefore whether its target had failed before: that it does so again says nothing of
 *     the way it went
 */
public record Seen(
    Endpoint endpoint, boolean failedBefore, SendResult.Attempted result, Outcome outcome) {

  /** Whether it failed, through whosever fault. */
  boolean isBad() {
    return outcome instanceof Outcome.Backoff || outcome instanceof Outcome.RetryNow;
  }

  boolean isForeign() {
    return Captive.isForeign(endpoint, result);
  }
}
