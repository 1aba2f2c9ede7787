package dev.bonghwa.endpoint;

import dev.bonghwa.hash.Hash;

/**
 * The public name of an endpoint, safe to log: a Discord webhook's id, else the first 16 hex digits
 * of the SHA-256 of the normalised URL.
 */
public record EndpointKey(String value) {
  /** How many slots the planner divides over the nodes. */
  public static final int SLOTS = 1 << 14;

  private static final int SLOT_BITS = Integer.numberOfTrailingZeros(SLOTS);

  /** The same for the same key for ever, 0 to 16,383, spread evenly. */
  public int slot() {
    return (int) (Hash.of(value) >>> (Long.SIZE - SLOT_BITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
