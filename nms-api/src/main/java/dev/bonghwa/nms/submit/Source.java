package dev.bonghwa.nms.submit;

/** Where a submit's targets come from, and what else it says. Read once. */
interface Source {

  /**
   * Passes on every target and returns when all of them have arrived.
   *
   * @param replay the job is known to be made: only what tells this request from another counts
   */
  Content read(GoneFilter next, boolean replay) throws InterruptedException;
}
