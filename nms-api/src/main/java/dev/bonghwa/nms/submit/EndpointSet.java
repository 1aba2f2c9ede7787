package dev.bonghwa.nms.submit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bonghwa.hash.Digests;
import dev.bonghwa.hash.Hash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The endpoints of one list seen so far: an open-addressing set of 128-bit keys, 16 bytes each and
 * no objects.
 *
 * <p>A webhook's key is its id and its thread, exactly; any other address is known by 128 bits of
 * its SHA-256. The set is cut into segments that grow one at a time, so that growing never needs
 * the whole of it twice.
 */
final class EndpointSet {
  private static final int SEGMENTS = 64;
  private static final String THREAD = "?thread_id=";

  private final Segment[] segments = new Segment[SEGMENTS];
  private final MessageDigest sha256 = Digests.sha256();

  EndpointSet() {
    Arrays.setAll(segments, i -> new Segment());
  }

  boolean isEmpty() {
    return Arrays.stream(segments).allMatch(segment -> segment.size == 0);
  }

  /** False when the endpoint was in it already, whatever its token. */
  boolean add(String address) {
    int slash = address.indexOf('/');
    String id = slash < 0 ? "" : address.substring(0, slash);
    if (id.isEmpty() || id.endsWith(":")) {
      return addHashed(address);
    }
    int query = address.indexOf(THREAD);
    String thread = query < 0 ? "0" : address.substring(query + THREAD.length());
    return isExact(id) && isExact(thread)
        ? add(Long.parseLong(id), Long.parseLong(thread))
        : addHashed(id + THREAD + thread);
  }

  private boolean addHashed(String address) {
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(address.getBytes(US_ASCII)));
    return add(digest.getLong(), digest.getLong());
  }

  private boolean add(long high, long low) {
    long hash = Hash.mix(high ^ Long.rotateLeft(low, 32));
    return segments[(int) (hash >>> 58)].add(high, low, (int) hash);
  }

  /** A number that fits into 63 bits and is spelt in the one usual way. */
  private static boolean isExact(String id) {
    if (id.length() > 19 || (id.length() == 19 && id.charAt(0) == '9')) {
      return false;
    }
    return id.chars().allMatch(c -> c >= '0' && c <= '9')
        && (id.length() == 1 || id.charAt(0) != '0');
  }

  /** Pairs of longs; (0, 0) marks a free place and never is a key. */
  private static final class Segment {
    private static final int FIRST_PLACES = 16;
    private long[] pairs = new long[2 * FIRST_PLACES];
    private int size;

    boolean add(long high, long low, int hash) {
      if (4 * (size + 1) > 3 * (pairs.length / 2)) {
        grow();
      }
      return put(high, low, hash);
    }

    private boolean put(long high, long low, int hash) {
      int places = pairs.length / 2;
      int at = hash & (places - 1);
      while (pairs[2 * at] != 0 || pairs[2 * at + 1] != 0) {
        if (pairs[2 * at] == high && pairs[2 * at + 1] == low) {
          return false;
        }
        at = (at + 1) & (places - 1);
      }
      pairs[2 * at] = high;
      pairs[2 * at + 1] = low;
      size++;
      return true;
    }

    private void grow() {
      long[] old = pairs;
      pairs = new long[2 * old.length];
      size = 0;
      for (int i = 0; i < old.length; i += 2) {
        if (old[i] != 0 || old[i + 1] != 0) {
          put(old[i], old[i + 1], (int) Hash.mix(old[i] ^ Long.rotateLeft(old[i + 1], 32)));
        }
      }
    }
  }
}
