package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.loop.OnLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks up what the fleet knows of a claimed batch's endpoints, its retries' included, before any
 * of it is sent: another node may have buried one since the job was planned, or was refused by it.
 */
final class GoneCheck {

  private final DeliveryTools tools;
  private final Buried buried;
  private final KnownProbations probations;
  private final BatchDelivery batch;
  private final OpenTargets targets;

  GoneCheck(DeliveryTools tools, Deliveries node, BatchDelivery batch) {
    this.tools = tools;
    this.buried = node.buried();
    this.probations = node.probations();
    this.batch = batch;
    this.targets = batch.targets();
  }

  /** Asks until it is answered; then the batch may be sent. */
  void start() {
    List<EndpointKey> asked = new ArrayList<>();
    targets.forEach(position -> asked.add(key(position)));
    Set<EndpointKey> goneBefore = buried.among(asked);
    Set<EndpointKey> refusedBefore = probations.among(asked);
    OnLoop.insist(
        tools.loop(),
        "to look up endpoints",
        () -> tools.store().known(asked),
        batch.hold()::isFirm,
        known -> take(known, goneBefore, refusedBefore));
  }

  private EndpointKey key(int position) {
    return targets.endpoint(position).key();
  }

  /** What was known here when Redis was asked, and is not known there, has been forgiven. */
  private void take(Known known, Set<EndpointKey> goneBefore, Set<EndpointKey> refusedBefore) {
    goneBefore.removeAll(known.gone());
    buried.forget(goneBefore);
    refusedBefore.removeAll(known.probations().keySet());
    probations.forget(refusedBefore);
    probations.learn(known.probations());
    if (!batch.hold().isOver()) {
      endLeftAlone(known);
      batch.checked();
    }
  }

  private void endLeftAlone(Known known) {
    if (!known.gone().isEmpty() || !known.probations().isEmpty()) {
      targets.forEach(position -> endIfLeftAlone(position, key(position), known));
    }
  }

  private void endIfLeftAlone(int position, EndpointKey key, Known known) {
    if (known.gone().contains(key)) {
      batch.ended(position, batch.unsent().gone(position));
    } else {
      batch.unsent().barred(position, key).ifPresent(record -> batch.ended(position, record));
    }
  }
}
