package dev.bonghwa.nms.submit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bonghwa.hash.Digests;
import dev.bonghwa.hash.Hash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The endpoints of one list seen so far: webhooks by their ids, all others in an open-addressing
 * set of 128-bit keys, 16 bytes each and no objects.
 *
 * <p>A webhook's key is its id and its thread, exactly; any other address is known by 128 bits of
 * its SHA-256. The set is cut into segments that grow one at a time, so that growing never needs
 * the whole of it twice.
 */
final class EndpointSet {
  private static final int SEGMENTS = 64;
  private static final int MOST_DIGITS = 19;
  private static final String THREAD = "?thread_id=";

  private final NumberSet webhooks = new NumberSet();
  private final Segment[] segments = new Segment[SEGMENTS];
  private final MessageDigest sha256 = Digests.sha256();

  EndpointSet() {
    Arrays.setAll(segments, i -> new Segment());
  }

  boolean isEmpty() {
    return webhooks.isEmpty() && Arrays.stream(segments).allMatch(segment -> segment.size == 0);
  }

  /** False when the endpoint was in it already, whatever its token. */
  boolean add(String address) {
    int slash = address.indexOf('/');
    if (slash <= 0 || address.charAt(slash - 1) == ':') {
      return addHashed(address);
    }
    int query = address.indexOf(THREAD, slash);
    long id = number(address, 0, slash);
    if (id > 0 && query < 0) {
      return webhooks.add(id);
    }
    return addOther(address, slash, query, id);
  }

  /** A webhook's thread, or a webhook of an id that fits into no long. */
  private boolean addOther(String address, int slash, int query, long id) {
    long thread = query < 0 ? 0 : number(address, query + THREAD.length(), address.length());
    return id > 0 && thread > 0
        ? add(id, thread)
        : addHashed(address.substring(0, slash) + (query < 0 ? "" : address.substring(query)));
  }

  private boolean addHashed(String address) {
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(address.getBytes(US_ASCII)));
    return add(digest.getLong(), digest.getLong());
  }

  private boolean add(long high, long low) {
    long hash = Hash.mix(high ^ Long.rotateLeft(low, 32));
    return segments[(int) (hash >>> 58)].add(high, low, (int) hash);
  }

  /** The number that stands there if it fits into 63 bits and is spelt in the one usual way. */
  private static long number(String text, int from, int to) {
    return isUsual(text, from, to - from) ? digits(text, from, to) : -1;
  }

  private static boolean isUsual(String text, int from, int length) {
    return length > 0
        && length <= MOST_DIGITS
        && (length < MOST_DIGITS || text.charAt(from) != '9')
        && (length == 1 || text.charAt(from) != '0');
  }

  /** -1 when something else is among them. */
  private static long digits(String text, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
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
