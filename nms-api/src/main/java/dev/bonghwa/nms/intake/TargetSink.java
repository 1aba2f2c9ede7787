package dev.bonghwa.nms.intake;

/** Takes the targets of a list in its order. */
public interface TargetSink {

  /** The text of the entry at that position. */
  void target(int index, String text) throws InterruptedException;

  /** The entry at that position is not a string. */
  void notText(int index);
}
