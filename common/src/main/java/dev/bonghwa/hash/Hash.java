package dev.bonghwa.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Hashes that spread evenly also what differs in a bit only, such as snowflakes and node names. */
public final class Hash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Hash() {}

  /** FNV-1a over the name's UTF-8, mixed. */
  public static long of(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64: each bit of the input changes half of the output. */
  public static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
