package dev.bonghwa.worker.settle;

import dev.bonghwa.queue.SettleReply.Settled;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Ended;
import dev.bonghwa.queue.Settlement.Then;
import org.jspecify.annotations.Nullable;

/** Who sends a claimed batch: asked what a settle shall say, told what became of it. */
public interface Owner {

  /** Whether its sending moves: nothing else may renew a lease. */
  boolean progressing();

  /** What shall become of the batch once everything told so far is settled. */
  Then then();

  /** The target about to be sent, for a batch that must announce it; null for all others. */
  @Nullable Ended intent();

  /**
   * A settle is confirmed; the batch is over for this owner if it let go of it or nothing is open.
   */
  void settled(Settlement asked, Settled answer);

  /** The batch belongs to someone else, or its job is no more: stop, and ignore late answers. */
  void lost(String why);
}
