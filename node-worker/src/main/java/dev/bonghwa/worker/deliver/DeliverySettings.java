package dev.bonghwa.worker.deliver;

import java.time.Duration;

/**
 * How batches are held.
 *
 * @param parkAfter a batch of which nothing is due within this is given back until then
 * @param requestTimeout after which a request must have ended; one that has not says that sending
 *     hangs
 * @param stealing whether an idle node takes other nodes' batches
 * @param waitSample the share of sends that ask for what was saved, 0 to 1
 * @param heapBytes what the heap may grow to: few batches of long addresses are held in a small one
 */
public record DeliverySettings(
    Duration parkAfter,
    Duration requestTimeout,
    boolean stealing,
    double waitSample,
    long heapBytes) {

  private static final Duration HANGS = Duration.ofSeconds(1);

  /** The age of a request from which its batch's lease is not renewed any more. */
  Duration hung() {
    return requestTimeout.plus(HANGS);
  }
}
