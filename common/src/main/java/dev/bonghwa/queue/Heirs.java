package dev.bonghwa.queue;

import dev.bonghwa.node.NodeId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Who takes over from a node: the one with the highest hash of both names, so that all jobs of a
 * node move to the same heir and a webhook's traffic stays together.
 *
 * @see <a
 *     href="https://www.microsoft.com/en-us/research/wp-content/uploads/2017/02/HRW98.pdf">Thaler
 *     and Ravishankar: rendezvous hashing</a>
 */
final class Heirs {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Heirs() {}

  static Optional<NodeId> heir(NodeId node, Collection<NodeId> serving) {
    return serving.stream()
        .filter(other -> !other.equals(node))
        .max(Comparator.comparingLong((NodeId other) -> weight(node, other)).thenComparing(o -> o));
  }

  private static long weight(NodeId node, NodeId other) {
    String both = node + "/" + other;
    long hash = FNV_OFFSET;
    for (int i = 0; i < both.length(); i++) {
      hash = (hash ^ both.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 29;
  }
}
