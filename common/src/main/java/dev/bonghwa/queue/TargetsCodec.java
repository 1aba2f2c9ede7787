package dev.bonghwa.queue;

import dev.bonghwa.job.Target;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A batch's targets as bytes: version (1), count (two bytes, big end first), then for each target
 * its index less the one before it less one, the length of its address, and the address in UTF-8.
 * Indexes rise.
 *
 * <p>The scripts read the count, so its place is part of the protocol.
 */
final class TargetsCodec {

  private static final int VERSION = 1;
  private static final int HEADER = 3;

  private TargetsCodec() {}

  static byte[] encode(List<Target> targets) {
    byte[][] addresses = new byte[targets.size()][];
    int most = HEADER;
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = targets.get(i).address().getBytes(StandardCharsets.UTF_8);
      most += 2 * Varint.MOST_BYTES + addresses[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate(most);
    out.put((byte) VERSION).putShort((short) targets.size());
    int before = -1;
    for (int i = 0; i < addresses.length; i++) {
      int index = targets.get(i).index();
      Varint.write(out, index - before - 1);
      Varint.write(out, addresses[i].length);
      out.put(addresses[i]);
      before = index;
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * Reads the targets, of which each is made when it is asked for; the bytes are kept.
   *
   * @throws MalformedBatchException when these are not the bytes of a batch
   */
  static List<Target> decode(byte[] bytes) {
    try {
      return decode(bytes, ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException e) {
      throw new MalformedBatchException("the targets end early");
    }
  }

  private static List<Target> decode(byte[] bytes, ByteBuffer in) {
    if (in.get() != VERSION) {
      throw new MalformedBatchException("the targets are of an unknown version");
    }
    int count = Short.toUnsignedInt(in.getShort());
    int[] indexes = new int[count];
    int[] places = new int[count];
    int before = -1;
    for (int i = 0; i < count; i++) {
      indexes[i] = before + 1 + Varint.read(in);
      places[i] = in.position();
      int length = Varint.read(in);
      if (length < 0 || length > in.remaining() || indexes[i] <= before) {
        throw new MalformedBatchException("target " + i + " of " + count + " cannot be read");
      }
      in.position(in.position() + length);
      before = indexes[i];
    }
    return new PackedTargets(bytes, indexes, places);
  }
}
