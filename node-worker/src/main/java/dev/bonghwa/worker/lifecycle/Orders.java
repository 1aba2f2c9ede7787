package dev.bonghwa.worker.lifecycle;

import java.time.Duration;

/** What the fleet tells a node with the answers to its heartbeats. */
public interface Orders {

  /** Take no work and hand back what is held, or take work again. */
  void drain(boolean on);

  /** Somebody's last upkeep pass was that long ago. */
  void sinceUpkeep(Duration ago);

  /** The store is another one than before: all claims are void. */
  void forgetClaims();
}
