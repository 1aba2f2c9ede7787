package dev.bonghwa.registry;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registry as one look found it. Instances are names as Redis has them, {@code node/boot}: one
 * that is none, or says what cannot be read, must not stand in the way of the others.
 *
 * @param said instance → its registration
 * @param beats instance → the end of its last beat
 * @param draining nodes that an operator wants drained
 * @param now Redis TIME
 */
record Registrations(
    Map<String, byte[]> said, Map<String, Instant> beats, Set<String> draining, Instant now) {

  /** The node that an instance is one of. */
  static String node(String instance) {
    int slash = instance.indexOf('/');
    return slash < 0 ? instance : instance.substring(0, slash);
  }

  Registrations withDraining(Set<String> nodes) {
    return new Registrations(said, beats, nodes, now);
  }

  Registrations withNow(Instant time) {
    return new Registrations(said, beats, draining, time);
  }

  /**
   * Those to be forgotten: silent for long, half left, or followed by another instance of their
   * node. Were they kept, a fleet that restarts all the time would fill the registry.
   */
  List<String> overdue() {
    Set<String> beating =
        said.keySet().stream()
            .filter(this::isAlive)
            .map(Registrations::node)
            .collect(Collectors.toSet());
    return said.keySet().stream().filter(instance -> isOverdue(instance, beating)).toList();
  }

  private boolean isOverdue(String instance, Set<String> beating) {
    return !isAlive(instance)
        && (beating.contains(node(instance))
            || aliveUntil(instance).plus(NodeRegistry.FORGOTTEN_AFTER).isBefore(now));
  }

  /** All others, by name; those that cannot be read go with the reason into the faults. */
  List<RegisteredNode> members(Map<String, String> faults) {
    Set<String> overdue = Set.copyOf(overdue());
    List<RegisteredNode> members = new ArrayList<>();
    said.forEach(
        (instance, json) -> {
          if (!overdue.contains(instance)) {
            try {
              members.add(member(instance, json));
            } catch (UncheckedIOException | IllegalArgumentException e) {
              faults.put(instance, String.valueOf(e.getMessage()));
            }
          }
        });
    members.sort(Comparator.comparing(m -> m.status().instance().toString()));
    return members;
  }

  private RegisteredNode member(String name, byte[] json) {
    InstanceId instance = InstanceId.parse(name);
    NodeStatus status = NodeStatusCodec.decode(instance, json);
    boolean drain = draining.contains(instance.node().value());
    return new RegisteredNode(drain ? status.withDraining() : status, aliveUntil(name), now);
  }

  private boolean isAlive(String instance) {
    return aliveUntil(instance).isAfter(now);
  }

  private Instant aliveUntil(String instance) {
    return beats.getOrDefault(instance, Instant.EPOCH);
  }
}
