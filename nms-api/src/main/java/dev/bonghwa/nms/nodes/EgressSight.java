package dev.bonghwa.nms.nodes;

import dev.bonghwa.egress.EgressGroup;
import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An egress group as its live nodes tell of it; who is idle may be behind, so the largest counts.
 *
 * @param rate requests a second that may leave it: 0 while it is paused, infinite without a limit
 * @param paused for how long yet
 * @param invalid answers of the last ten minutes that count against its address
 */
public record EgressSight(String group, double rate, Duration paused, int invalid) {

  /** How many more such answers it takes until the group falls silent. */
  public int invalidLeft() {
    return Math.max(0, EgressGroup.INVALID_BUDGET - invalid);
  }

  /** All groups, by name. */
  static List<EgressSight> of(List<RegisteredNode> nodes) {
    return nodes.stream()
        .filter(RegisteredNode::alive)
        .collect(
            Collectors.groupingBy(
                node -> node.status().egress().group(), TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(group -> of(group.getKey(), group.getValue()))
        .toList();
  }

  private static EgressSight of(String group, List<RegisteredNode> nodes) {
    Duration paused =
        nodes.stream().map(EgressSight::paused).max(Duration::compareTo).orElse(Duration.ZERO);
    List<EgressStatus> told = nodes.stream().map(node -> node.status().egress()).toList();
    double rate = told.stream().mapToDouble(EgressStatus::rate).max().orElse(0);
    int invalid = told.stream().mapToInt(EgressStatus::invalid).max().orElse(0);
    return new EgressSight(group, paused.isPositive() ? 0 : rate, paused, invalid);
  }

  private static Duration paused(RegisteredNode node) {
    Instant until = node.status().egress().groupPaused().until();
    return until.isAfter(node.readAt()) ? Duration.between(node.readAt(), until) : Duration.ZERO;
  }
}
