package dev.bonghwa.queue;

import dev.bonghwa.job.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * A batch's targets as they came, each read when it is asked for: a node holds tens of thousands,
 * and three objects for each would be most of its heap, to be walked at every collection.
 */
final class PackedTargets extends AbstractList<Target> implements RandomAccess {

  /** Of each target: which index it has, and where it stands. */
  static final int PLACE_BYTES = 2 * Integer.BYTES;

  private final byte[] bytes;
  private final int[] indexes;
  private final int[] places;

  /**
   * Of bytes that nobody changes.
   *
   * @param indexes of each target in the submitted list
   * @param places where in the bytes the length of each address stands
   */
  PackedTargets(byte[] bytes, int[] indexes, int[] places) {
    this.bytes = bytes;
    this.indexes = indexes;
    this.places = places;
  }

  /** What it takes of memory. */
  long bytes() {
    return bytes.length + (long) PLACE_BYTES * places.length;
  }

  @Override
  public Target get(int position) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(places[position]);
    int length = Varint.read(in);
    return new Target(
        indexes[position], new String(bytes, in.position(), length, StandardCharsets.UTF_8));
  }

  @Override
  public int size() {
    return places.length;
  }
}
