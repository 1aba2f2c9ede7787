package dev.bonghwa.queue;

import java.nio.ByteBuffer;

/**
 * Whole numbers from 0 in as few bytes as they need: seven bits a byte, the lowest first, the top
 * bit set on all but the last.
 */
final class Varint {

  static final int MOST_BYTES = 5;

  private static final int MAX_SHIFT = 28;

  private Varint() {}

  static void write(ByteBuffer out, int number) {
    int rest = number;
    while (rest > 0x7f) {
      out.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /**
   * Reads a number.
   *
   * @throws MalformedBatchException when it has more than five bytes
   * @throws java.nio.BufferUnderflowException when the bytes end
   */
  static int read(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new MalformedBatchException("a number of more than five bytes");
  }
}
