package dev.bonghwa.worker.deliver;

import dev.bonghwa.endpoint.EndpointKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * One target at a time for each endpoint; targets of later jobs stand in line behind it.
 *
 * <p>This keeps a webhook's messages in the order in which this node took them, also when the first
 * one has to be tried again, and it is what the receiver's limits are made for.
 */
final class EndpointOrder {

  private final Map<EndpointKey, Deque<Place>> lines = new HashMap<>();

  /** Joins the line; true when it is this target's turn, else the batch is called when it is. */
  boolean enter(EndpointKey key, BatchDelivery batch, int position) {
    var line = lines.computeIfAbsent(key, ignored -> new ArrayDeque<>(1));
    var place = new Place(batch, position);
    if (!place.equals(line.peek())) {
      line.add(place);
    }
    return place.equals(line.peek());
  }

  /** Leaves the line, from wherever it stands; the next one is called when its turn has come. */
  void leave(EndpointKey key, BatchDelivery batch, int position) {
    var line = lines.get(key);
    if (line == null) {
      return;
    }
    var place = new Place(batch, position);
    boolean hadTurn = place.equals(line.peek());
    line.remove(place);
    if (line.isEmpty()) {
      lines.remove(key);
    } else if (hadTurn) {
      line.element().callUp();
    }
  }

  private record Place(BatchDelivery batch, int position) {

    void callUp() {
      batch.turnHasCome(position);
    }
  }
}
