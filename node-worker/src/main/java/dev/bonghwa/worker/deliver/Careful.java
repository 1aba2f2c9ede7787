package dev.bonghwa.worker.deliver;

import dev.bonghwa.queue.Settlement;
import dev.bonghwa.queue.Settlement.Ended;
import org.jspecify.annotations.Nullable;

/**
 * How a batch is sent that has taken workers down: one target at a time, and only after a settle
 * has told which, so that the next crash leaves the name of its cause behind.
 */
final class Careful {

  private final boolean on;
  private @Nullable Ended intent;
  private boolean confirmed;

  Careful(boolean on) {
    this.on = on;
  }

  boolean isOff() {
    return !on;
  }

  /** Whether a target is to be chosen and announced. */
  boolean wantsIntent() {
    return on && intent == null;
  }

  /** Whether an announcement waits for its settle. */
  boolean isUnconfirmed() {
    return intent != null && !confirmed;
  }

  /** Whether the announced target may be sent: it is known, and nothing else is in flight. */
  boolean maySend(OpenAttempts openAttempts) {
    return confirmed && openAttempts.isNone();
  }

  /** The target about to be sent and what to record of it should it take the worker down. */
  @Nullable Ended intent() {
    return intent;
  }

  void announce(Ended target) {
    intent = target;
    confirmed = false;
  }

  /** A settle is confirmed: it allows the send if it carried the announcement. */
  void settled(Settlement asked) {
    confirmed |= intent != null && intent.equals(asked.intent());
  }

  /** Takes the announced position to send it; there must be one. */
  int take() {
    if (intent == null) {
      throw new IllegalStateException("nothing was announced");
    }
    return intent.position();
  }

  /** The announced target was sent, or put off: another one is to be chosen. */
  void over() {
    intent = null;
    confirmed = false;
  }
}
