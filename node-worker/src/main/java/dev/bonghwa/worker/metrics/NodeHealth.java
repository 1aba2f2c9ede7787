package dev.bonghwa.worker.metrics;

/** What the management server asks; called on its own thread, so answers must be cheap and safe. */
public interface NodeHealth {
  /** Whether the claim loop and the sending loop make progress; false asks for a restart. */
  boolean isLive();

  /** Whether the node takes work: Redis answers, it is registered and not draining. */
  boolean isReady();
}
