package dev.bonghwa.nms.http;

import java.time.Duration;

/** Told about every answer. */
@FunctionalInterface
public interface HttpMeter {

  /**
   * One answer was given.
   *
   * @param route the route's path as it was declared, never the path that was asked for
   */
  void answered(String method, String route, int status, Duration took);
}
