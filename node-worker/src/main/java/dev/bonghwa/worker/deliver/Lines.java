package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Where one batch's targets stand in the lines of their endpoints. */
final class Lines {

  private final EndpointOrder order;
  private final BatchDelivery batch;
  private final BitSet joined = new BitSet();
  private final BitSet blocked = new BitSet();

  Lines(EndpointOrder order, BatchDelivery batch) {
    this.order = order;
    this.batch = batch;
  }

  /** Joins the endpoint's line; false when others come first, then the batch is called later. */
  boolean join(int position, Endpoint endpoint) {
    joined.set(position);
    blocked.set(position, !order.enter(endpoint.key(), batch, position));
    return !blocked.get(position);
  }

  /** It is this target's turn; false when it does not wait for that. */
  boolean called(int position) {
    boolean waited = blocked.get(position);
    blocked.clear(position);
    return waited;
  }

  /** Whether no target waits for its turn. */
  boolean areFree() {
    return blocked.isEmpty();
  }

  /** Makes room for the next one. */
  void leave(int position) {
    if (joined.get(position)) {
      joined.clear(position);
      blocked.clear(position);
      order.leave(batch.endpoint(position).key(), batch, position);
    }
  }

  /** Leaves all lines but those of these positions. */
  void leaveAllBut(IntPredicate staying) {
    for (int at = joined.nextSetBit(0); at >= 0; at = joined.nextSetBit(at + 1)) {
      if (!staying.test(at)) {
        leave(at);
      }
    }
  }
}
