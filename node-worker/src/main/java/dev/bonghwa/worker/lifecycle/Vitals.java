package dev.bonghwa.worker.lifecycle;

import dev.bonghwa.worker.deliver.Deliveries.Holding;
import java.time.Duration;

/**
 * What the node is like at one moment, taken on its loop, to be read by other threads.
 *
 * @param unaccounted open targets in hand beyond those that there should be: 0
 * @param rate answers a second, mean of the last 10 s
 */
public record Vitals(Holding holding, long unaccounted, int inFlight, double rate, Egress egress) {

  /** A node that has just started. */
  public static final Vitals NONE =
      new Vitals(
          new Holding(0, 0, 0),
          0,
          0,
          0,
          new Egress(Pause.NONE, Pause.NONE, Double.POSITIVE_INFINITY, 0));

  /**
   * How its egress is.
   *
   * @param paused that nothing leaves the node
   * @param groupPaused that nothing leaves its own address
   * @param rate requests a second that may leave its group; infinite without a limit
   * @param invalid answers of the last ten minutes that count against the group's address
   */
  public record Egress(Pause paused, Pause groupPaused, double rate, int invalid) {}

  /**
   * That nothing is sent.
   *
   * @param left for how long yet
   * @param cause why, empty when it is not paused
   */
  public record Pause(Duration left, String cause) {
    private static final Pause NONE = new Pause(Duration.ZERO, "");
  }
}
