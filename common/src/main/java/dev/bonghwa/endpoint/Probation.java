package dev.bonghwa.endpoint;

import java.time.Instant;

/**
 * An endpoint that has refused lately.
 *
 * @param refusals in a row, with a probation after each
 * @param until when it is not to be called, by Redis TIME; it may be past
 */
public record Probation(int refusals, Instant until) {

  /** Whether it is not to be called at this moment. */
  public boolean isOn(Instant now) {
    return until.isAfter(now);
  }
}
