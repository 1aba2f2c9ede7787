package dev.bonghwa.nms.submit;

/** Where a submit's targets come from, and what else it says. Read once. */
interface Source {

  /** Passes on every target, and {@link GoneFilter#end ends} the list. */
  Content read(GoneFilter next) throws InterruptedException;
}
