package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Priority;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose target is sent next: the highest priority that has one, and every tenth time another, so
 * that a stream of high jobs slows the others down but does not stop them.
 *
 * <p>Batches that cannot send fall out when they are met; whoever gives them a reason to send again
 * queues them anew.
 */
final class Turns {

  private static final int OTHERS = 10;

  private final Map<Priority, Deque<BatchDelivery>> lines = new EnumMap<>(Priority.class);
  private int served;

  Turns() {
    for (Priority priority : Priority.values()) {
      lines.put(priority, new ArrayDeque<>());
    }
  }

  /** Puts a batch at the end of its priority's line, unless it stands there. */
  void queue(BatchDelivery batch) {
    if (!batch.queued) {
      batch.queued = true;
      lines.get(batch.priority()).add(batch);
    }
  }

  /** The batch whose target is next; it keeps its place while it can send. Null when none can. */
  @Nullable BatchDelivery next() {
    List<BatchDelivery> heads =
        lines.values().stream().map(Turns::head).filter(head -> head != null).toList();
    if (heads.isEmpty()) {
      return null;
    }
    boolean othersTurn = served % OTHERS == OTHERS - 1 && heads.size() > 1;
    return othersTurn ? heads.get(1 + served / OTHERS % (heads.size() - 1)) : heads.getFirst();
  }

  /** One target was sent. */
  void served() {
    served = (served + 1) % (OTHERS * 2);
  }

  private static @Nullable BatchDelivery head(Deque<BatchDelivery> line) {
    for (var head = line.peek(); head != null; head = line.peek()) {
      if (head.maySend()) {
        return head;
      }
      line.remove().queued = false;
    }
    return null;
  }
}
