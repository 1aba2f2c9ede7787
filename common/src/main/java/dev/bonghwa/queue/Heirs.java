package dev.bonghwa.queue;

import dev.bonghwa.hash.Hash;
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

  private Heirs() {}

  static Optional<NodeId> heir(NodeId node, Collection<NodeId> serving) {
    return serving.stream()
        .filter(other -> !other.equals(node))
        .max(
            Comparator.comparingLong((NodeId other) -> Hash.of(node + "/" + other))
                .thenComparing(other -> other));
  }
}
