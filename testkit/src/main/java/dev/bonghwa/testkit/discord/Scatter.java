package dev.bonghwa.testkit.discord;

/** Even and repeatable numbers from webhook, attempt and seed: no state, the same in each run. */
final class Scatter {
  private Scatter() {}

  /** In [0, 1). */
  static double share(long webhook, long attempt, long seed, int salt) {
    long mixed = mix(webhook ^ mix(attempt + 31L * salt ^ mix(seed)));
    return (mixed >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
