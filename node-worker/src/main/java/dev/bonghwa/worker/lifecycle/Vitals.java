package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.worker.deliver.Deliveries.Holding;
import java.time.Duration;

/**
 * What the node is like at one moment, taken on its loop, to be read by other threads.
 *
 * @param rate answers a second, mean of the last 10 s
 * @param paused for how long nothing will leave the node
 * @param invalid answers of the last ten minutes that count against its address
 * @param egressRate requests a second that may leave; infinite without a limit
 */
public record Vitals(
    Holding holding, int inFlight, double rate, Duration paused, int invalid, double egressRate) {

  /** A node that has just started. */
  public static final Vitals NONE =
      new Vitals(new Holding(0, 0, 0), 0, 0, Duration.ZERO, 0, Double.POSITIVE_INFINITY);
}
