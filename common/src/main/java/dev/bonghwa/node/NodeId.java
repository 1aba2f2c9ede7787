package dev.bonghwa.node;

import java.util.regex.Pattern;

/**
 * A node's stable name, which plans and queues go by.
 *
 * @param value 1 to 64 letters, digits, {@code . _ -}; one that begins with {@code -} is virtual (a
 *     plan made while no node was alive) and never registered
 */
public record NodeId(String value) implements Comparable<NodeId> {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public NodeId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a node id (1 to 64 of A-Z a-z 0-9 . _ -): " + value);
    }
  }

  /** Whether this stands for a node that nobody knows yet. */
  public boolean isVirtual() {
    return value.charAt(0) == '-';
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
