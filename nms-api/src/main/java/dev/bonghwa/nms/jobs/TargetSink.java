package dev.bonghwa.nms.jobs;

/** Takes the targets of a list in its order. */
interface TargetSink {

  /** The text of the entry at that position. */
  void target(int index, String text) throws InterruptedException;

  /** The entry at that position is not a string. */
  void notText(int index);
}
