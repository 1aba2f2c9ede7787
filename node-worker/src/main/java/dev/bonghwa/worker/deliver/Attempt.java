package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.egress.Clearance;
import dev.bonghwa.worker.send.SendResult;
import java.time.Instant;

/**
 * One request that was begun.
 *
 * @param clearance by which it was sent
 * @param since loop nanoseconds of its beginning
 */
record Attempt(int position, Target target, Endpoint endpoint, Clearance clearance, long since) {

  /** The record of a target that ends with this attempt in something else than delivered. */
  Delivery record(
      TargetState state, SendResult.Attempted result, int attempts, Instant at, String reason) {
    return new Delivery(
        target.index(), target.address(), state, code(result), attempts, at, reason);
  }

  /** The HTTP status, 0 when there was none. */
  static int code(SendResult.Attempted result) {
    return result instanceof SendResult.Answer answer ? answer.status() : 0;
  }
}
