package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.Priority;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
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

  private final List<Line> lines =
      Arrays.stream(Priority.values()).map(p -> new Line(p, new ArrayDeque<>())).toList();
  private int served;

  /** Puts a batch at the end of its priority's line, unless it stands there. */
  void queue(BatchDelivery batch) {
    if (!batch.queued) {
      batch.queued = true;
      lines.forEach(line -> line.add(batch));
    }
  }

  /** The batch whose target is next; it keeps its place while it can send. Null when none can. */
  @Nullable BatchDelivery next() {
    if (served % OTHERS == OTHERS - 1) {
      var other = otherThanHighest();
      if (other != null) {
        return other;
      }
    }
    return highest();
  }

  /** One target was sent. */
  void served() {
    served = (served + 1) % (OTHERS * 2);
  }

  /** Of the priorities below the highest that can send, once the upper one and once the lower. */
  private @Nullable BatchDelivery otherThanHighest() {
    var heads = lines.stream().map(Line::head).filter(Objects::nonNull).skip(1).toList();
    return heads.isEmpty() ? null : heads.get(served / OTHERS % heads.size());
  }

  private @Nullable BatchDelivery highest() {
    for (Line line : lines) {
      var head = line.head();
      if (head != null) {
        return head;
      }
    }
    return null;
  }

  private record Line(Priority priority, Deque<BatchDelivery> batches) {

    void add(BatchDelivery batch) {
      if (batch.priority() == priority) {
        batches.add(batch);
      }
    }

    /** The first that can send; those before it fall out. */
    @Nullable BatchDelivery head() {
      for (var head = batches.peek(); head != null; head = batches.peek()) {
        if (head.sends().maySend()) {
          return head;
        }
        batches.remove().queued = false;
      }
      return null;
    }
  }
}
