package dev.bonghwa.node;

import java.util.random.RandomGenerator;

/**
 * One start of a worker on a node, so that two workers with one node id never take each other's
 * claims.
 *
 * @param boot random, new at every start
 */
public record InstanceId(NodeId node, String boot) {

  /** A new instance of that node. */
  public static InstanceId create(NodeId node, RandomGenerator random) {
    return new InstanceId(node, Long.toString(random.nextLong(1L << 40) | 1L << 40, 36));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it is not {@code node/boot}
   */
  public static InstanceId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not node/boot: " + text);
    }
    return new InstanceId(new NodeId(text.substring(0, slash)), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return node + "/" + boot;
  }
}
