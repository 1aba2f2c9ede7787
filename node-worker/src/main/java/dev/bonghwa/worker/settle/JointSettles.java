package dev.bonghwa.worker.settle;

import dev.bonghwa.job.JobId;
import dev.bonghwa.queue.SettleReply;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.worker.loop.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settles that are asked for in one turn of the loop, those of one job by one call: what Redis
 * does for a call it does once for all of them.
 */
public final class JointSettles {

  /** So that no call keeps Redis for long. */
  private static final int MOST_AT_ONCE = 32;

  private final EventLoop loop;
  private final Function<List<Settlement>, CompletionStage<List<SettleReply>>> settles;
  private List<Asked> gathered = new ArrayList<>();

  /**
   * Gathers nothing yet.
   *
   * @param settles writes settles of one job, and answers in their order
   */
  public JointSettles(
      EventLoop loop, Function<List<Settlement>, CompletionStage<List<SettleReply>>> settles) {
    this.loop = loop;
    this.settles = settles;
  }

  /** Settles with all that is asked for before the loop turns. */
  public CompletionStage<SettleReply> settle(Settlement settlement) {
    if (gathered.isEmpty()) {
      loop.execute(this::send);
    }
    var asked = new Asked(settlement, new CompletableFuture<>());
    gathered.add(asked);
    return asked.reply();
  }

  private void send() {
    Map<JobId, List<Asked>> jobs = new LinkedHashMap<>();
    for (Asked asked : gathered) {
      JobId job = asked.settlement().job();
      List<Asked> together = jobs.computeIfAbsent(job, first -> new ArrayList<>());
      if (isFullFor(asked, together)) {
        send(together);
        together = new ArrayList<>();
        jobs.put(job, together);
      }
      together.add(asked);
    }
    gathered = new ArrayList<>();
    jobs.values().forEach(this::send);
  }

  private static boolean isFullFor(Asked next, List<Asked> together) {
    int ends = together.stream().mapToInt(Asked::ends).sum();
    return together.size() == MOST_AT_ONCE
        || !together.isEmpty() && ends + next.ends() > Settlement.MOST_ENDED;
  }

  private void send(List<Asked> together) {
    try {
      settles
          .apply(together.stream().map(Asked::settlement).toList())
          .whenComplete((replies, failure) -> answered(together, replies, failure));
    } catch (RuntimeException e) {
      answered(together, null, e);
    }
  }

  private static void answered(
      List<Asked> together, @Nullable List<SettleReply> replies, @Nullable Throwable failure) {
    if (replies == null) {
      together.forEach(asked -> asked.reply().completeExceptionally(failure));
    } else if (replies.size() != together.size()) {
      // Whose they are is not known. Each asks again, and is told.
      String counted = replies.size() + " answers to " + together.size() + " settles";
      answered(together, null, new IllegalStateException(counted));
    } else {
      for (int i = 0; i < together.size(); i++) {
        together.get(i).reply().complete(replies.get(i));
      }
    }
  }

  private record Asked(Settlement settlement, CompletableFuture<SettleReply> reply) {

    int ends() {
      return settlement.ended().size();
    }
  }
}
