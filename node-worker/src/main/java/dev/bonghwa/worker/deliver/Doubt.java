package dev.bonghwa.worker.deliver;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a job's payload seems to be refused by everybody, until Redis has told whether somebody has
 * taken it. Nothing of the job is sent meanwhile.
 */
final class Doubt {

  private @Nullable String reason;
  private boolean asked;

  boolean isRaised() {
    return reason != null;
  }

  void raise(String why) {
    reason = why;
    asked = false;
  }

  /** Why Redis is to be asked; once. */
  Optional<String> toAsk() {
    Optional<String> toAsk = asked ? Optional.empty() : Optional.ofNullable(reason);
    asked |= toAsk.isPresent();
    return toAsk;
  }

  void dispel() {
    reason = null;
  }
}
