package dev.bonghwa.nms.submit;

import dev.bonghwa.hash.Hash;
import java.util.Arrays;

/**
 * Numbers above 0: an open-addressing set, 8 bytes each and no objects. It is cut into segments
 * that grow one at a time, so that growing never needs the whole of it twice.
 */
final class NumberSet {
  private static final int SEGMENTS = 64;
  private static final int SEGMENT_SHIFT = 58;

  private final Segment[] segments = new Segment[SEGMENTS];

  NumberSet() {
    Arrays.setAll(segments, i -> new Segment());
  }

  boolean isEmpty() {
    return Arrays.stream(segments).allMatch(segment -> segment.size == 0);
  }

  /** False when it was in it already. */
  boolean add(long number) {
    long hash = Hash.mix(number);
    return segments[(int) (hash >>> SEGMENT_SHIFT)].add(number, (int) hash);
  }

  /** 0 marks a free place. */
  private static final class Segment {
    private static final int FIRST_PLACES = 16;
    private long[] places = new long[FIRST_PLACES];
    private int size;

    boolean add(long number, int hash) {
      if (4 * (size + 1) > 3 * places.length) {
        grow();
      }
      return put(number, hash);
    }

    private boolean put(long number, int hash) {
      int at = hash & (places.length - 1);
      while (places[at] != 0) {
        if (places[at] == number) {
          return false;
        }
        at = (at + 1) & (places.length - 1);
      }
      places[at] = number;
      size++;
      return true;
    }

    private void grow() {
      long[] old = places;
      places = new long[2 * old.length];
      size = 0;
      for (long number : old) {
        if (number != 0) {
          put(number, (int) Hash.mix(number));
        }
      }
    }
  }
}
