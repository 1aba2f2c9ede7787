package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.worker.deliver.Deliveries.Holding;
import java.time.Duration;

/**
 * What the node is like at one moment, taken on its loop, to be read by other threads.
 *
 * @param rate answers a second, mean of the last 10 s
 */
public record Vitals(Holding holding, int inFlight, double rate, Egress egress) {

  /** A node that has just started. */
  public static final Vitals NONE =
      new Vitals(
          new Holding(0, 0, 0), 0, 0, new Egress(Duration.ZERO, "", Double.POSITIVE_INFINITY, 0));

  /**
   * How its egress is.
   *
   * @param paused for how long nothing will leave the node
   * @param cause why, empty when it is not paused
   * @param rate requests a second that may leave its group; infinite without a limit
   * @param invalid answers of the last ten minutes that count against the group's address
   */
  public record Egress(Duration paused, String cause, double rate, int invalid) {}
}
