package dev.bonghwa.nms.plan;

import dev.bonghwa.node.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What egress groups may send, as their nodes tell it.
 *
 * <p>A node hears of its group while it sends; what an idle one tells may be old and counts only
 * when all are idle. During a pause nobody tells a rate, and after it a group begins slowly: the
 * rate of before counts until that is over.
 */
final class GroupRates {
  private static final Duration SLOW_START = Duration.ofSeconds(10);

  private final Map<String, Heard> heard = new HashMap<>();

  private record Heard(double rate, Instant slowUntil) {}

  /** Looks at all that is told of the groups now; the others are forgotten. */
  void observe(List<NodeStatus> nodes, Instant now) {
    Map<String, List<NodeStatus>> groups =
        nodes.stream().collect(Collectors.groupingBy(node -> node.egress().group()));
    heard.keySet().retainAll(groups.keySet());
    groups.forEach((group, members) -> heard.put(group, look(group, members, now)));
  }

  /** Requests a second; infinite when nothing limits it, or nobody has told yet. */
  double of(String group) {
    Heard known = heard.get(group);
    return known == null || known.rate() == 0 ? Double.POSITIVE_INFINITY : known.rate();
  }

  private Heard look(String group, List<NodeStatus> members, Instant now) {
    Heard before = heard.getOrDefault(group, new Heard(0, Instant.EPOCH));
    double told = members.stream().anyMatch(node -> isSilenced(node, now)) ? 0 : told(members);
    if (told == 0) {
      return new Heard(before.rate(), now.plus(SLOW_START));
    }
    boolean slow = now.isBefore(before.slowUntil());
    return new Heard(slow ? Math.max(told, before.rate()) : told, before.slowUntil());
  }

  private static boolean isSilenced(NodeStatus node, Instant now) {
    return node.egress().groupPaused().until().isAfter(now);
  }

  private static double told(List<NodeStatus> members) {
    List<NodeStatus> sending =
        members.stream().filter(node -> node.inFlight() > 0 || node.rate() > 0).toList();
    double fresh = most(sending);
    return fresh > 0 ? fresh : most(members);
  }

  private static double most(List<NodeStatus> nodes) {
    return nodes.stream().mapToDouble(node -> node.egress().rate()).max().orElse(0);
  }
}
