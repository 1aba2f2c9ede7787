package dev.bonghwa.queue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch's retries as bytes: version (1), then 14 bytes for each: position (2), not-before in ms
 * (8), attempts (2), flags (2), big end first. {@code upkeep.lua} takes entries out by this layout
 * too.
 */
final class RetriesCodec {

  private static final byte VERSION = 1;
  private static final int ENTRY = 14;

  private RetriesCodec() {}

  static byte[] encode(List<Retry> retries) {
    ByteBuffer out = ByteBuffer.allocate(1 + ENTRY * retries.size()).put(VERSION);
    for (Retry retry : retries) {
      out.putShort((short) retry.position())
          .putLong(retry.notBefore().toEpochMilli())
          .putShort((short) retry.attempts())
          .putShort((short) retry.flags());
    }
    return out.array();
  }

  /**
   * Reads the retries; none from no bytes.
   *
   * @throws MalformedBatchException when these are not the bytes of retries
   */
  static List<Retry> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of();
    }
    if (bytes[0] != VERSION || (bytes.length - 1) % ENTRY != 0) {
      throw new MalformedBatchException("the retries cannot be read");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    List<Retry> retries = new ArrayList<>();
    while (in.hasRemaining()) {
      retries.add(
          new Retry(
              Short.toUnsignedInt(in.getShort()),
              Instant.ofEpochMilli(in.getLong()),
              Short.toUnsignedInt(in.getShort()),
              Short.toUnsignedInt(in.getShort())));
    }
    return retries;
  }
}
