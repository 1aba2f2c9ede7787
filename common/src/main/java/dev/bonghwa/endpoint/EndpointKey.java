package dev.bonghwa.endpoint;

/**
 * The public name of an endpoint, safe to log: a Discord webhook's id, else the first 16 hex digits
 * of the SHA-256 of the normalised URL.
 */
public record EndpointKey(String value) {
  /** How many slots the planner divides over the nodes. */
  public static final int SLOTS = 1 << 14;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * The same for the same key for ever, 0 to 16,383, spread evenly: snowflakes differ in few bits.
   */
  public int slot() {
    long hash = FNV_OFFSET;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) (hash >>> 50);
  }

  @Override
  public String toString() {
    return value;
  }
}
