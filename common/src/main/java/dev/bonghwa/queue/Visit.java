package dev.bonghwa.queue;

import dev.bonghwa.job.Priority;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.ScriptReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What upkeep found at one job, and did there.
 *
 * @param outcome how it went; only one that is {@link Outcome#SEEN} tells of the job
 * @param ended null while it has not
 * @param work what was done
 * @param protocol what its nodes have to know
 * @param queued whether batches were put into queues, whose nodes do not know of it yet
 * @param queues the nodes that have batches of it, with the time since when the oldest lies there;
 *     one that is to go first may count as older than it is
 */
record Visit(
    Outcome outcome,
    @Nullable Ended ended,
    Priority priority,
    UpkeepWork work,
    int protocol,
    boolean queued,
    List<Queue> queues) {

  /** One that failed, and is tried again by the next pass. */
  static final Visit FAILED = nothing(Outcome.FAILED);

  private static final int QUEUES_FROM = 11;

  /** How a visit went. */
  enum Outcome {
    SEEN,
    /** There is no such job. */
    UNKNOWN,
    /** The job is in a protocol that this program does not know. */
    NEWER,
    /** The pass had come to it too late to do anything. */
    LATE,
    /** No answer came, or something that follows from it failed. */
    FAILED
  }

  /**
   * A job that has ended.
   *
   * @param keyed whether an idempotency key stands for it
   * @param allDelivered whether it keeps nothing for any of its targets
   */
  record Ended(Instant keptUntil, boolean keyed, boolean allDelivered) {}

  record Queue(NodeId node, Instant oldest) {}

  static Visit read(ScriptReply reply) {
    return switch (reply.text(0)) {
      case "LATE" -> nothing(Outcome.LATE);
      case "UNKNOWN" -> nothing(Outcome.UNKNOWN);
      case "NEWER" -> nothing(Outcome.NEWER);
      default -> found(reply);
    };
  }

  /** The two calls of one visit as one: what both did, how it stands after the second. */
  Visit then(Visit second) {
    if (second.outcome == Outcome.LATE) {
      return this; // the next pass moves what was to be moved
    }
    return new Visit(
        second.outcome,
        second.ended,
        second.priority,
        work.and(second.work),
        second.protocol,
        queued || second.queued,
        second.queues);
  }

  private static Visit nothing(Outcome outcome) {
    return new Visit(outcome, null, Priority.NORMAL, UpkeepWork.NONE, 0, false, List.of());
  }

  private static Visit found(ScriptReply reply) {
    List<Queue> queues = new ArrayList<>();
    for (int i = QUEUES_FROM; i < reply.size(); i++) {
      ScriptReply queue = reply.list(i);
      queues.add(new Queue(new NodeId(queue.text(0)), queue.moment(1)));
    }
    return new Visit(
        Outcome.SEEN,
        reply.flag(1) ? new Ended(reply.moment(6), reply.flag(9), reply.flag(10)) : null,
        Priority.of(reply.text(0)),
        new UpkeepWork(reply.number(2), reply.number(3), reply.number(4), reply.number(5)),
        (int) reply.number(7),
        reply.flag(8),
        queues);
  }
}
