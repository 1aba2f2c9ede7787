package dev.bonghwa.worker.claim;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.ClaimReply;
import dev.bonghwa.queue.ClaimReply.Claimed;
import dev.bonghwa.queue.ClaimReply.Unavailable;
import dev.bonghwa.redis.BlockingPop.Ticket;
import dev.bonghwa.redis.RedisFailure;
import dev.bonghwa.worker.deliver.Workbench;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.loop.OnLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pop a ticket, claim from its job, put the ticket back while there is more, pop again; when there
 * is nothing to pop, steal.
 *
 * <p>One step follows the other, so nothing is claimed twice at a time and claims keep their order.
 * While nothing is wanted the loop turns without asking Redis for anything: a node that drains is
 * alive.
 */
public final class ClaimLoop {

  /** How long an idle node waits for own work before it looks for others'. */
  static final Duration BLOCK = Duration.ofSeconds(1);

  /** What was stolen may not be all: a look at the own lists, no more. */
  static final Duration GLANCE = Duration.ofMillis(10);

  /** Until a node that has emptied its queue has permits to spare, and may steal. */
  static final Duration SOON = Duration.ofMillis(50);

  static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 5;

  /** About a minute, at one try every 2 s. */
  private static final int TOLD_EVERY = 30;

  private static final Logger log = LoggerFactory.getLogger(ClaimLoop.class);

  private final EventLoop loop;
  private final Queue queue;
  private final Workbench bench;
  private final WorkerMetrics metrics;
  private final Pulse pulse;
  private final Stealer stealer;
  private int failures;
  private boolean ownGone;

  /** A loop that stands still until {@link #start}. */
  public ClaimLoop(
      EventLoop loop, Queue queue, Workbench bench, WorkerMetrics metrics, Pulse pulse) {
    this.loop = loop;
    this.queue = queue;
    this.bench = bench;
    this.metrics = metrics;
    this.pulse = pulse;
    this.stealer = new Stealer(loop, queue, bench, this::claim);
  }

  /** Begins to pop. */
  public void start() {
    next(BLOCK);
  }

  private void next(Duration block) {
    pulse.stepped();
    if (bench.isQuiet()) {
      // Nothing is asked of Redis, and that is no sign of its being away.
      pulse.answered();
      loop.schedule(QUIET, () -> next(BLOCK));
      return;
    }
    pop(bench.room() == 0, block);
  }

  /** With batches at hand only a high job is worth a pop. */
  private void pop(boolean highOnly, Duration block) {
    Duration wait = highOnly ? bench.patience() : atMost(block);
    OnLoop.ask(
        loop, () -> queue.pop(highOnly, wait), ticket -> popped(ticket, highOnly), this::popFailed);
  }

  /**
   * When the own queue of a job has been emptied, others may have what can be stolen: then a node
   * that is about to run dry does not wait for long.
   */
  private Duration atMost(Duration block) {
    boolean soon = ownGone && block.compareTo(SOON) > 0 && bench.othersMayHaveMore();
    return soon ? SOON : block;
  }

  private void popFailed(Throwable cause) {
    pulse.stepped();
    if (RedisFailure.isRefusal(cause)) {
      // A refusal is an answer too: neither another connection nor another process would help.
      pulse.answered();
    }
    if (failures++ % TOLD_EVERY == 0 && !bench.isQuiet()) {
      log.warn("no ticket can be popped ({}); trying again", RedisFailure.why(cause));
    }
    long pause = FIRST_PAUSE.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    pause = Math.min(pause, LONGEST_PAUSE.toMillis());
    loop.schedule(Duration.ofMillis(pause), () -> afterFailure(cause));
  }

  /** A ticket list of a wrong type keeps nobody from the work that others cannot do. */
  private void afterFailure(Throwable cause) {
    if (RedisFailure.isHopeless(cause) && bench.maySteal()) {
      stealer.look(found -> next(BLOCK));
    } else {
      next(BLOCK);
    }
  }

  private void popped(Optional<Ticket> ticket, boolean highOnly) {
    pulse.answered();
    if (failures > 0) {
      failures = 0;
      log.info("tickets can be popped again");
    }
    if (ticket.isPresent() && !bench.isQuiet()) {
      claimFor(ticket.get());
    } else if (!highOnly && bench.maySteal()) {
      stealer.look(this::looked);
    } else {
      next(BLOCK);
    }
  }

  private void looked(boolean found) {
    // While the last requests are in flight it may be too early yet to take what others hold.
    ownGone &= found || bench.isSending();
    next(found ? GLANCE : BLOCK);
  }

  /** A ticket that is dropped here is no loss: upkeep rings again for what stays queued. */
  private void claimFor(Ticket ticket) {
    JobId job;
    try {
      job = new JobId(ticket.job());
    } catch (IllegalArgumentException e) {
      log.error(
          "a ticket of {} priority names no job; it is thrown away", ticket.priority().word());
      next(BLOCK);
      return;
    }
    int room = bench.roomFor(job, Math.max(1, bench.room()));
    if (room == 0) {
      next(BLOCK);
    } else {
      claim(job, room, false, reply -> afterClaim(ticket.priority(), reply));
    }
  }

  private void afterClaim(Priority priority, ClaimReply reply) {
    ownGone = reply instanceof Claimed claimed && !claimed.more();
    if (reply instanceof Claimed(var job, var batches, boolean more) && more) {
      OnLoop.ask(loop, () -> queue.ring(job.id(), priority), put -> {}, failure -> {});
    }
    next(BLOCK);
  }

  /** Makes one claim, again and again until it is answered, and takes what it brings. */
  private void claim(JobId job, int room, boolean steal, Consumer<ClaimReply> then) {
    long asked = loop.nanoTime();
    var call = queue.claim(job, room, steal, bench.mayBeCareful());
    OnLoop.insist(
        loop,
        "a claim of " + job,
        () -> {
          pulse.stepped();
          return call.get();
        },
        () -> true,
        reply -> {
          pulse.answered();
          try {
            take(job, reply, asked, steal);
          } finally {
            then.accept(reply);
          }
        });
  }

  private void take(JobId job, ClaimReply reply, long asked, boolean steal) {
    switch (reply) {
      case Claimed claimed -> {
        claimed.batches().forEach(batch -> metrics.batch(steal));
        bench.take(claimed, asked);
      }
      case Unavailable(var why) -> log.debug("nothing of {} can be claimed: {}", job, why);
    }
  }
}
