package dev.bonghwa.worker.loop;

/** Something that was scheduled and may not be wanted any more. */
public interface Cancellable {

  /** It will not run, unless it has begun; calling this again changes nothing. */
  void cancel();
}
