package dev.bonghwa.worker.deliver;

import java.util.LinkedHashMap;
import java.util.Map;

/** Tries of one batch that are not decided yet: in flight, or waiting for their tombstone. */
final class OpenTries {

  private final Map<Integer, Try> tries = new LinkedHashMap<>();

  void begin(Try aTry) {
    tries.put(aTry.position(), aTry);
  }

  void end(Try aTry) {
    tries.remove(aTry.position());
  }

  boolean contains(int position) {
    return tries.containsKey(position);
  }

  boolean isNone() {
    return tries.isEmpty();
  }

  int size() {
    return tries.size();
  }

  /** Whether one of them began before these loop nanoseconds. */
  boolean beganBefore(long nanos) {
    return !tries.isEmpty() && tries.values().iterator().next().since() - nanos < 0;
  }
}
