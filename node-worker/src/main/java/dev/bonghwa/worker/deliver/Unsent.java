package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.Target;
import dev.bonghwa.job.TargetState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The records of one batch's targets that end without a request. */
final class Unsent {

  private final DeliveryTools tools;
  private final Deliveries node;
  private final BatchDelivery batch;

  Unsent(DeliveryTools tools, Deliveries node, BatchDelivery batch) {
    this.tools = tools;
    this.node = node;
    this.batch = batch;
  }

  /** If this node knows that the endpoint is not to be called now. */
  Optional<Delivery> barred(int position, EndpointKey key) {
    return node.buried().contains(key)
        ? Optional.of(gone(position))
        : node.probations().of(key, this::now).map(probation -> onProbation(position, probation));
  }

  /** Until a full minute, so that many have one reason and can be counted by it. */
  private Delivery onProbation(int position, Probation probation) {
    Instant until = probation.until().plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
    return record(
        position,
        TargetState.FAILED,
        "not called: its endpoint refused before and is on probation until " + until);
  }

  /** Of a target whose endpoint the fleet has buried before. */
  Delivery gone(int position) {
    return record(position, TargetState.GONE, "the endpoint is known to be gone");
  }

  /** Of a target whose time is up. */
  Delivery expired(int position) {
    return record(position, TargetState.EXPIRED, "the job's deadline passed");
  }

  /** Of a target whose address is not to be called. */
  Delivery rejected(int position, String objection) {
    return record(position, TargetState.REJECTED, "not called: " + objection);
  }

  /** Of a target that will have taken a worker down once more, if it comes to that. */
  Delivery suspect(int position) {
    return record(position, TargetState.FAILED, "workers crashed while sending it");
  }

  private Delivery record(int position, TargetState state, String reason) {
    Target target = batch.targets().target(position);
    int attempts = batch.ledger().past(position).attempts();
    return new Delivery(target.index(), target.address(), state, 0, attempts, now(), reason);
  }

  private Instant now() {
    return tools.clock().latest(tools.loop().nanoTime());
  }
}
