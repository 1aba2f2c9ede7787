package dev.bonghwa.nms.http;

import java.time.Duration;

/**
 * How long a server waits for its clients.
 *
 * @param firstRequest from the connection to the end of its first header
 * @param nextRequest from one answer to the end of the next header
 * @param body in this time of waiting a body must bring 16 KiB for each second
 * @param wholeBody in this time of waiting a body must be whole
 */
public record Patience(
    Duration firstRequest, Duration nextRequest, Duration body, Duration wholeBody) {
  private static final int BYTES_PER_SECOND = 16 * 1024;

  /** What the programs use. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10));

  long leastBodyBytes() {
    return body.toMillis() * BYTES_PER_SECOND / 1000;
  }
}
