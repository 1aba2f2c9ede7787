package dev.bonghwa.worker.deliver;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** The positions of a batch that may be sent now, in order; those that came back go first. */
final class ReadyTargets {

  private final BitSet unread;
  private final Deque<Integer> back = new ArrayDeque<>();
  private int size;

  /** Begins with these positions; the set is taken over. */
  ReadyTargets(BitSet unread) {
    this.unread = unread;
    this.size = unread.cardinality();
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Takes the next position; there must be one. */
  int take() {
    size--;
    if (!back.isEmpty()) {
      return back.removeFirst();
    }
    int next = unread.nextSetBit(0);
    unread.clear(next);
    return next;
  }

  /** A position that waited may be sent now. */
  void putBack(int position) {
    back.addLast(position);
    size++;
  }

  /** A position was taken too early and stays the next. */
  void returnFirst(int position) {
    back.addFirst(position);
    size++;
  }

  /** Takes this position out, wherever it stands. */
  void remove(int position) {
    boolean wasReady = unread.get(position) || back.remove((Integer) position);
    unread.clear(position);
    size -= wasReady ? 1 : 0;
  }
}
