package dev.bonghwa.queue.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that Redis holds in one state, as {@code before.lua} puts and reads it. Bytes are ISO-8859-1
 * characters.
 */
final class ModelStore {

  static final ModelStore EMPTY = new ModelStore(new byte[0]);

  private final byte[] packed;
  private final SortedMap<String, SortedMap<String, String>> keys = new TreeMap<>();
  private final SortedSet<String> expiring = new TreeSet<>();
  private final String text;

  ModelStore(byte[] packed) {
    this.packed = packed;
    if (packed.length > 0) {
      ByteBuffer in = ByteBuffer.wrap(packed);
      for (int left = arrayLength(in); left > 0; left--) {
        readKey(in);
      }
    }
    text = keys.toString() + expiring;
  }

  private void readKey(ByteBuffer in) {
    int items = arrayLength(in) - 3;
    String type = text(in);
    String key = text(in);
    if (text(in).equals("1")) {
      expiring.add(key);
    }
    SortedMap<String, String> held = new TreeMap<>();
    boolean pairs = type.equals("hash") || type.equals("zset");
    for (int i = 0; i < items; i += pairs ? 2 : 1) {
      held.put(pairs ? text(in) : String.valueOf(i), text(in));
    }
    keys.put(key, held);
  }

  private static int arrayLength(ByteBuffer in) {
    int head = in.get() & 0xff;
    return head == 0xdc ? Short.toUnsignedInt(in.getShort()) : head & 0x0f;
  }

  private static String text(ByteBuffer in) {
    int head = in.get() & 0xff;
    int length =
        switch (head) {
          case 0xd9 -> in.get() & 0xff;
          case 0xda -> Short.toUnsignedInt(in.getShort());
          default -> head & 0x1f;
        };
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, ISO_8859_1);
  }

  byte[] packed() {
    return packed;
  }

  SortedMap<String, SortedMap<String, String>> keys() {
    return keys;
  }

  /** What the key holds: fields of a hash, members and scores, elements by their place. */
  Map<String, String> at(String key) {
    return keys.getOrDefault(key, new TreeMap<>());
  }

  /** The keys that have a TTL. */
  SortedSet<String> expiring() {
    return expiring;
  }

  @Override
  public String toString() {
    return text;
  }
}
