package dev.bonghwa.nms.submit;

/** Where a submit's targets come from, and what else it says. Read once. */
interface Source {

  /** Passes on every target and returns when all of them have arrived. */
  Content read(GoneFilter next) throws InterruptedException;
}
