package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.job.Target;
import dev.bonghwa.worker.settle.Ledger;
import dev.bonghwa.worker.settle.PastAttempts;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Where a batch's open targets are that are not in flight: ready, in line behind another target of
 * their endpoint, or waiting for their not-before.
 */
final class OpenTargets {

  private final Ledger ledger;
  private final EndpointOrder order;
  private final RetryTimers timers;
  private final BatchDelivery batch;
  private final ReadyTargets ready;
  private final BitSet joined = new BitSet();
  private final BitSet blocked = new BitSet();

  OpenTargets(Ledger ledger, EndpointOrder order, RetryTimers timers, BatchDelivery batch) {
    this.ledger = ledger;
    this.order = order;
    this.timers = timers;
    this.batch = batch;
    this.ready = new ReadyTargets(ledger.untried());
  }

  /** Arms the timers of the retries that came with the claim. */
  void arm() {
    ledger.past().forEach((position, past) -> timers.add(past.notBefore(), batch, position));
  }

  /** Made anew at each call. */
  Target target(int position) {
    return ledger.batch().targets().get(position);
  }

  Endpoint endpoint(int position) {
    return new Endpoint(target(position).address());
  }

  ReadyTargets ready() {
    return ready;
  }

  /** Whether all of them wait for a not-before; with none open there is nothing to wait for. */
  boolean allWait() {
    return ledger.open() > 0 && ready.isEmpty() && blocked.isEmpty();
  }

  /** Joins the line of its endpoint; false when others come first, then the batch is called. */
  boolean join(int position, EndpointKey key) {
    joined.set(position);
    blocked.set(position, !order.enter(key, batch, position));
    return !blocked.get(position);
  }

  /** Its turn has come; false when it does not wait for that any more. */
  boolean called(int position) {
    boolean waited = blocked.get(position);
    if (waited) {
      blocked.clear(position);
      ready.putBack(position);
    }
    return waited;
  }

  /** It is to be sent (again), not before the time it carries. */
  void waits(int position, PastAttempts past) {
    ledger.waits(position, past);
    timers.add(past.notBefore(), batch, position);
  }

  /** Its time has come; false when it has ended meanwhile. */
  boolean due(int position) {
    boolean open = !ledger.isTerminal(position);
    if (open) {
      ready.putBack(position);
    }
    return open;
  }

  /** It has ended, wherever it was: the next in line is called. */
  void remove(int position) {
    ready.remove(position);
    leave(position);
  }

  /** Makes room for the next in line. */
  void leave(int position) {
    if (joined.get(position)) {
      joined.clear(position);
      blocked.clear(position);
      order.leave(endpoint(position).key(), batch, position);
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

  void forEach(IntConsumer action) {
    for (int position = 0; position < ledger.batch().targets().size(); position++) {
      if (!ledger.isTerminal(position)) {
        action.accept(position);
      }
    }
  }
}
