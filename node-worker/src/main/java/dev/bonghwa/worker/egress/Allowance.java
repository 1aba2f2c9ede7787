package dev.bonghwa.worker.egress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What was granted and is not used yet: one request at each of its moments, or a little later since
 * timers are coarse. Later still it is lost: its moment may be another node's by then.
 */
final class Allowance {
  private static final long GRACE = Duration.ofMillis(50).toNanos();

  private final Deque<Slice> slices = new ArrayDeque<>();
  private @Nullable Slice last;

  /** Takes a grant whose first request is due then. */
  void add(long due, long interval, int requests) {
    Slice newest = slices.peekLast();
    long from = newest == null ? due : due + Math.max(0, newest.end() - due);
    slices.add(new Slice(from, interval, requests));
  }

  void clear() {
    slices.clear();
    last = null;
  }

  /** Whether there is a request left, now or later. */
  boolean holdsAny(long now) {
    forget(now);
    return !slices.isEmpty();
  }

  /** How long what was granted lasts yet, at most. */
  long nanosLeft(long now) {
    return holdsAny(now) ? Math.max(0, slices.getLast().end() - now) : 0;
  }

  /** To be asked only while it holds any. */
  long nanosUntilNext(long now) {
    return Math.max(0, slices.getFirst().due - now);
  }

  /** To be taken only when it is due. */
  void take() {
    last = slices.getFirst();
    last.due += last.interval;
    last.requests--;
    if (last.requests == 0) {
      slices.removeFirst();
    }
  }

  /** A request that was taken was not made; false when it is of a time that is over. */
  boolean giveBack() {
    if (last == null) {
      return false;
    }
    if (last.requests == 0) {
      slices.addFirst(last);
    }
    last.due -= last.interval;
    last.requests++;
    return true;
  }

  private void forget(long now) {
    while (!slices.isEmpty() && slices.getFirst().isLost(now)) {
      slices.removeFirst();
    }
  }

  private static final class Slice {
    private final long interval;
    private long due;
    private int requests;

    Slice(long due, long interval, int requests) {
      this.due = due;
      this.interval = interval;
      this.requests = requests;
    }

    long end() {
      return due + requests * interval;
    }

    /** Lets go of those whose moment has passed; true if none is left. */
    boolean isLost(long now) {
      long late = now - GRACE - due;
      if (late > 0) {
        long lost = Math.min(requests, late / interval + 1);
        due += lost * interval;
        requests -= (int) lost;
      }
      return requests == 0;
    }
  }
}
