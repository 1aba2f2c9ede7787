package dev.bonghwa.worker.lifecycle;

/** What the fleet can order a node to do. */
public interface Orders {

  /** Take no work and hand back what is held, or take work again. */
  void drain(boolean on);

  /** The store is another one than before: all claims are void. */
  void forgetClaims();
}
