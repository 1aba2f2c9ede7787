package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.loop.OnLoop;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks up the fleet's tombstones for a claimed batch, its retries included, before any of it is
 * sent: another node may have buried an endpoint since the job was planned.
 */
final class GoneCheck {

  private final DeliveryTools tools;
  private final Buried buried;
  private final BatchDelivery batch;
  private final OpenTargets targets;
  private final Map<Integer, EndpointKey> keys = new HashMap<>();

  GoneCheck(DeliveryTools tools, Buried buried, BatchDelivery batch) {
    this.tools = tools;
    this.buried = buried;
    this.batch = batch;
    this.targets = batch.targets();
  }

  /** Asks until it is answered; then the batch may be sent. */
  void start() {
    targets.forEach(position -> keys.put(position, targets.endpoint(position).key()));
    Collection<EndpointKey> asked = new HashSet<>(keys.values());
    Set<EndpointKey> known = buried.among(asked);
    OnLoop.insist(
        tools.loop(),
        "to look up gone endpoints",
        () -> tools.store().gone(asked),
        batch.hold()::isFirm,
        gone -> take(gone, known));
  }

  /** What was known to be gone when Redis was asked, and is not, has been forgiven. */
  private void take(Set<EndpointKey> gone, Set<EndpointKey> known) {
    known.removeAll(gone);
    buried.forget(known);
    if (batch.hold().isOver()) {
      return;
    }
    if (!gone.isEmpty()) {
      keys.forEach((position, key) -> endIfGone(position, gone.contains(key)));
    }
    batch.checked();
  }

  private void endIfGone(int position, boolean gone) {
    if (gone) {
      batch.ended(position, batch.judge().knownGone(position));
    }
  }
}
