package dev.bonghwa.nms.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Highest-random-weight hashing with weights: every candidate draws a number from the hash of
 * (slot, its name), and the highest {@code -weight / ln(draw)} wins. A candidate wins in proportion
 * to its weight, and what it draws does not depend on who else is there: adding or removing one
 * moves only what it wins or held.
 */
final class WeightedRendezvous {
  private static final double UNIT = 0x1.0p-53;

  private WeightedRendezvous() {}

  record Candidate(String name, double weight) {}

  /**
   * For each slot the position of its winner in {@code candidates}, of which there are 1 … 65,535.
   */
  static short[] winners(int slots, List<Candidate> candidates) {
    long[] seeds = candidates.stream().mapToLong(c -> seed(c.name())).toArray();
    double[] weights = candidates.stream().mapToDouble(Candidate::weight).toArray();
    short[] winners = new short[slots];
    for (int slot = 0; slot < slots; slot++) {
      winners[slot] = (short) winner(mix(slot + 1), seeds, weights);
    }
    return winners;
  }

  private static int winner(long slotHash, long[] seeds, double[] weights) {
    int best = 0;
    double bestScore = -1;
    for (int i = 0; i < seeds.length; i++) {
      double score = weights[i] / -Math.log(draw(mix(slotHash ^ seeds[i])));
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  /** A number above 0 and below 1. */
  private static double draw(long hash) {
    return ((hash >>> 11) + 0.5) * UNIT;
  }

  /** FNV-1a over the name, mixed: names that differ in one digit must draw independently. */
  private static long seed(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64: each bit of the input changes half of the output. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
