package dev.bonghwa.queue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Whole numbers from 0 in as few bytes as they need: seven bits a byte, the lowest first, the top
 * bit set on all but the last.
 */
final class Varint {

  private static final int MAX_SHIFT = 28;

  private Varint() {}

  static void write(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest > 0x7f) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
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
