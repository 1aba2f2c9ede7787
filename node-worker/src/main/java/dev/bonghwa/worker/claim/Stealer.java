package dev.bonghwa.worker.claim;

import dev.bonghwa.job.JobId;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.queue.ClaimReply.Claimed;
import dev.bonghwa.worker.deliver.Workbench;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.loop.OnLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** An idle node's look at the other nodes' queues: the first job that gives something is enough. */
final class Stealer {

  private final EventLoop loop;
  private final Queue queue;
  private final Workbench bench;
  private final Claimer claimer;

  Stealer(EventLoop loop, Queue queue, Workbench bench, Claimer claimer) {
    this.loop = loop;
    this.queue = queue;
    this.bench = bench;
    this.claimer = claimer;
  }

  /** Tries the running jobs in turn and says whether one gave anything. */
  void look(Consumer<Boolean> then) {
    OnLoop.ask(
        loop,
        queue::stealable,
        jobs -> tryNext(new ArrayDeque<>(jobs), then),
        failure -> then.accept(false));
  }

  private void tryNext(Deque<JobId> jobs, Consumer<Boolean> then) {
    var job = jobs.poll();
    if (job == null || !bench.maySteal()) {
      then.accept(false);
      return;
    }
    int room = bench.roomFor(job, bench.room());
    if (room == 0) {
      tryNext(jobs, then);
    } else {
      claimer.claim(job, room, true, reply -> stolen(reply, jobs, then));
    }
  }

  private void stolen(ClaimReply reply, Deque<JobId> jobs, Consumer<Boolean> then) {
    if (reply instanceof Claimed claimed && !claimed.batches().isEmpty()) {
      then.accept(true);
    } else {
      tryNext(jobs, then);
    }
  }

  /** Makes a claim until it is answered. */
  interface Claimer {
    void claim(JobId job, int room, boolean steal, Consumer<ClaimReply> then);
  }
}
