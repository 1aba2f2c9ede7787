package dev.bonghwa.worker.loop;

/** Something that will happen later unless it is cancelled. */
@FunctionalInterface
public interface Cancellable {
  /** Makes it not happen; true if it had not happened yet. */
  boolean cancel();
}
