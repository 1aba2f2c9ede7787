package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.JobId;
import dev.bonghwa.queue.ClaimReply.Claimed;
import java.time.Duration;

/** What the claim loop asks of those who deliver, and what it brings them. */
public interface Workbench {

  /** Whether nothing at all is to be taken: the node drains, or may not send for a while. */
  boolean isQuiet();

  /** How many more batches keep the permits busy; 0 when those at hand do. */
  int room();

  /** How long there is time before room is to be looked for again, when there is none. */
  Duration patience();

  /**
   * How many batches of this job are welcome, given that room; 0 when more could not be sent now.
   */
  int roomFor(JobId job, int room);

  /** Whether this node is idle for want of work, and not because it may not send. */
  boolean maySteal();

  /** Whether the job that was claimed from last is so old that others' batches may be stolen. */
  boolean othersMayHaveMore();

  /** Whether requests are in flight. */
  boolean isSending();

  /** Whether a careful batch is welcome: one at a time, so that a crash tells which it was. */
  boolean mayBeCareful();

  /** Takes claimed batches on; the claim was first asked for at these nanoseconds. */
  void take(Claimed claimed, long askedNanos);
}
