package dev.bonghwa.worker.deliver;

/**
 * A job that nobody has delivered yet is sent in rounds of four: the next four go out when a settle
 * has told what became of the last. The first success anywhere lifts the limit for good.
 *
 * <p>So a message that every endpoint refuses costs a few requests and not the whole list.
 */
final class Canary {

  static final int ROUND = 4;

  /**
   * Jobs of this many targets or fewer need no canary: what it could spare is less than the time it
   * takes.
   */
  static final int EXEMPT = 200;

  private boolean lifted;
  private int sent;

  Canary(long total, boolean proven) {
    lifted = proven || total <= EXEMPT;
  }

  boolean lifted() {
    return lifted;
  }

  /** How many more may be sent before the next settle. */
  int left() {
    return lifted ? Integer.MAX_VALUE : ROUND - sent;
  }

  /** Whether everything of this round has been sent. */
  boolean roundSent() {
    return !lifted && sent == ROUND;
  }

  void sent() {
    sent++;
  }

  /** A send that was never written. */
  void withdrawn() {
    sent--;
  }

  /** All that was sent is settled: the next round begins. */
  void roundSettled() {
    sent = 0;
  }

  void lift() {
    lifted = true;
  }
}
