package dev.bonghwa.nms.plan;

import dev.bonghwa.hash.Hash;
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
    long[] seeds = candidates.stream().mapToLong(c -> Hash.of(c.name())).toArray();
    double[] weights = candidates.stream().mapToDouble(Candidate::weight).toArray();
    short[] winners = new short[slots];
    for (int slot = 0; slot < slots; slot++) {
      winners[slot] = (short) winner(Hash.mix(slot + 1), seeds, weights);
    }
    return winners;
  }

  private static int winner(long slotHash, long[] seeds, double[] weights) {
    int best = 0;
    double bestScore = -1;
    for (int i = 0; i < seeds.length; i++) {
      double score = weights[i] / -Math.log(draw(Hash.mix(slotHash ^ seeds[i])));
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
}
