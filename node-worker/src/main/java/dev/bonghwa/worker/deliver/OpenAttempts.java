package dev.bonghwa.worker.deliver;

import java.util.LinkedHashMap;
import java.util.Map;

/** Attempts of one batch that are not decided yet: in flight, or waiting for their tombstone. */
final class OpenAttempts {

  private final Map<Integer, Attempt> attempts = new LinkedHashMap<>();

  void begin(Attempt attempt) {
    attempts.put(attempt.position(), attempt);
  }

  void end(Attempt attempt) {
    attempts.remove(attempt.position());
  }

  boolean contains(int position) {
    return attempts.containsKey(position);
  }

  boolean isNone() {
    return attempts.isEmpty();
  }

  int size() {
    return attempts.size();
  }

  /** Whether one of them began before these loop nanoseconds. */
  boolean beganBefore(long nanos) {
    return !attempts.isEmpty() && attempts.values().iterator().next().since() - nanos < 0;
  }
}
