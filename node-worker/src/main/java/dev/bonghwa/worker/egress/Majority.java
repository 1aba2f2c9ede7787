package dev.bonghwa.worker.egress;

import java.util.BitSet;

/** Whether more than half of the last so many events were of one kind. */
final class Majority {
  private final int size;
  private final BitSet marked = new BitSet();
  private int seen;
  private int next;
  private int marks;

  Majority(int size) {
    this.size = size;
  }

  void add(boolean mark) {
    marks += (mark ? 1 : 0) - (marked.get(next) ? 1 : 0);
    marked.set(next, mark);
    next = (next + 1) % size;
    seen = Math.min(size, seen + 1);
  }

  boolean isReached() {
    return seen == size && marks * 2 > size;
  }

  void clear() {
    marked.clear();
    seen = 0;
    next = 0;
    marks = 0;
  }
}
