package dev.bonghwa.worker.settle;

import dev.bonghwa.queue.Retry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The targets of a batch that were answered and are not terminal, by position. */
final class Waiting {

  private final SortedMap<Integer, PastAttempts> targets = new TreeMap<>();
  private boolean changed;

  /** Begins with the retries that came with a claim; the clock translates their not-befores. */
  Waiting(List<Retry> retries, BitSet terminal, StoreClock clock) {
    for (Retry retry : retries) {
      if (!terminal.get(retry.position())) {
        long notBefore = clock.nanosOf(retry.notBefore());
        targets.put(retry.position(), new PastAttempts(notBefore, retry.attempts(), retry.flags()));
      }
    }
  }

  SortedMap<Integer, PastAttempts> targets() {
    return Collections.unmodifiableSortedMap(targets);
  }

  void put(int position, PastAttempts past) {
    targets.put(position, past);
    changed = true;
  }

  void remove(int position) {
    changed |= targets.remove(position) != null;
  }

  /** Whether there are some, and all of them wait until after these nanoseconds. */
  boolean isBeyond(long nanos) {
    return !targets.isEmpty()
        && targets.values().stream().allMatch(past -> past.notBefore() - nanos > 0);
  }

  /** What Redis was told is not to be relied on. */
  void tellAgain() {
    changed = true;
  }

  /** All of them as a settle tells them; null when nothing has changed since this was asked. */
  @Nullable List<Retry> news(StoreClock clock, long now) {
    if (!changed) {
      return null;
    }
    changed = false;
    Instant storeNow = clock.latest(now);
    List<Retry> retries = new ArrayList<>(targets.size());
    targets.forEach(
        (position, past) ->
            retries.add(
                new Retry(
                    position,
                    storeNow.plusNanos(past.notBefore() - now),
                    past.attempts(),
                    past.flags())));
    return retries;
  }
}
