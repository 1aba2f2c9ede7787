package dev.bonghwa.node;

/**
 * How the egress of a node is, as the node knows it.
 *
 * @param group the nodes that leave from the same address
 * @param paused that nothing leaves the node, by its own address or by a proxy
 * @param groupPaused that nothing leaves the group's address, whatever proxies its nodes have
 * @param rate requests a second that may leave the group; 0 while paused, infinite without a limit
 * @param invalid answers of the last ten minutes that count against the group's address
 */
public record EgressStatus(
    String group, Pause paused, Pause groupPaused, double rate, int invalid) {

  /** A group without a pause and without a limit. */
  public static EgressStatus open(String group) {
    return open(group, Double.POSITIVE_INFINITY);
  }

  /** A group without a pause. */
  public static EgressStatus open(String group, double rate) {
    return new EgressStatus(group, Pause.NONE, Pause.NONE, rate, 0);
  }
}
