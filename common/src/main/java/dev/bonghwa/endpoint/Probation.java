package dev.bonghwa.endpoint;

import java.time.Instant;

/**
 * An endpoint that has refused lately.
 *
 * @param refusals in a row, with the endpoint left alone between them
 * @param until when it is to be left alone, by Redis TIME; it may be past
 */
public record Probation(int refusals, Instant until) {

  /** Whether it is to be left alone at this moment. */
  public boolean isOn(Instant now) {
    return until.isAfter(now);
  }
}
