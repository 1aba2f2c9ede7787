package dev.bonghwa.job;

import java.time.Instant;

/**
 * How one target ended that was not delivered.
 *
 * @param index its position in the submitted list; -1 when a whole batch could not be read
 * @param address where it is, normalised, empty when it could not be read. A secret
 * @param code the last HTTP status, 0 when there was none
 * @param attempts those that counted, the last one included
 * @param reason one line for people, without tokens
 */
public record Delivery(
    int index,
    String address,
    TargetState state,
    int code,
    int attempts,
    Instant at,
    String reason) {

  @Override
  public String toString() {
    return "Delivery[" + index + ", " + state.word() + ", code " + code + "]";
  }
}
