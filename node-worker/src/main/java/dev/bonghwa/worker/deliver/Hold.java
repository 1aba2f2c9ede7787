package dev.bonghwa.worker.deliver;

import dev.bonghwa.queue.Settlement.Then;

/** How firmly a batch is held: sent from, to be handed back, being let go of, over. */
final class Hold {

  private boolean handBack;
  private boolean over;
  private Then then = Then.KEEP;

  /** Whether it may be sent from. */
  boolean isFirm() {
    return !over && !handBack && then == Then.KEEP;
  }

  /** Whether it is still to be decided what becomes of it. */
  boolean isOpen() {
    return !over && then == Then.KEEP;
  }

  boolean isOver() {
    return over;
  }

  boolean isToBeHandedBack() {
    return handBack;
  }

  /** What the next settle asks for the rest. */
  Then then() {
    return then;
  }

  /** Nothing more is to be sent; it goes when nothing is in flight. */
  void handBack() {
    handBack = true;
  }

  /** The next settle hands it on so; KEEP changes nothing. */
  void letGo(Then how) {
    then = how;
  }

  /** This node has nothing to do with it any more. */
  void end() {
    over = true;
  }
}
