package dev.bonghwa.testkit.proxy;

/**
 * Finds where the top-level RESP values (versions 2 and 3) of a byte stream end.
 *
 * <p>Values may be split over any number of chunks. Out-of-band pushes ({@code >}) are passed over.
 * Bytes that are no RESP switch it off: then no value ever ends.
 */
final class RespCounter {
  private static final int DEEPEST = 32;

  /** Elements still to come, per level of nesting. */
  private final long[] missing = new long[DEEPEST];

  private int depth;
  private byte topType;
  private byte type;
  private long number;
  private boolean negative;
  private boolean inLine;
  private long bulkLeft;
  private boolean lost;

  /** The offset behind the next value that ends in {@code [from, to)}; -1 when none does. */
  int next(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !lost) {
      boolean ended;
      if (bulkLeft > 0) {
        long step = Math.min(bulkLeft, to - at);
        bulkLeft -= step;
        at += (int) step;
        ended = bulkLeft == 0 && elementEnded();
      } else {
        ended = take(bytes[at++]);
      }
      if (ended) {
        return at;
      }
    }
    return -1;
  }

  private boolean take(byte b) {
    if (!inLine) {
      begin(b);
      return false;
    }
    if (b == '\n') {
      inLine = false;
      return lineEnded();
    }
    if (b == '-') {
      negative = true;
    } else if (b >= '0' && b <= '9') {
      number = number * 10 + (b - '0');
    }
    return false;
  }

  private void begin(byte b) {
    lost = "+-:_,#($=!*~>%".indexOf(b) < 0;
    type = b;
    if (depth == 0) {
      topType = b;
    }
    number = 0;
    negative = false;
    inLine = true;
  }

  private boolean lineEnded() {
    switch (type) {
      case '$', '=', '!' -> bulkLeft = negative ? 0 : number + 2;
      case '*', '~', '>' -> open(number);
      case '%' -> open(2 * number);
      default -> {}
    }
    boolean opened = bulkLeft > 0 || opened();
    return !opened && elementEnded();
  }

  private boolean opened() {
    return isAggregate() && !negative && number > 0;
  }

  private boolean isAggregate() {
    return "*~>%".indexOf(type) >= 0;
  }

  private void open(long elements) {
    if (negative || elements == 0) {
      return;
    }
    if (depth == DEEPEST) {
      lost = true;
      return;
    }
    missing[depth++] = elements;
  }

  /** True when that was the end of a whole top-level value. */
  private boolean elementEnded() {
    while (depth > 0) {
      if (--missing[depth - 1] > 0) {
        return false;
      }
      depth--;
    }
    return topType != '>';
  }
}
