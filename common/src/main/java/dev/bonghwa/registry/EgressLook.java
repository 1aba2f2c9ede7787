package dev.bonghwa.registry;

import dev.bonghwa.check.Finding;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisFailure;
import dev.bonghwa.redis.RedisLook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether nodes that come to Redis from one address are one egress group: most likely they also
 * leave for Discord from one. In an overlay network each has an address of its own there, and
 * nothing can be said.
 *
 * @param own the egress groups of nodes that may not be registered yet
 */
public record EgressLook(Map<String, String> own) implements RedisLook {

  private static final String SUBJECT = "egress group";

  /** A node's connections are named after it; a check of it says so too. */
  private static final Pattern NODE =
      Pattern.compile(" addr=(\\S+):[0-9]+ .*?\\bname=node-worker:([A-Za-z0-9._-]+)");

  public EgressLook {
    own = Map.copyOf(own);
  }

  @Override
  public List<Finding> at(Redis redis) {
    try {
      String clients = redis.commands().clientList().toCompletableFuture().join();
      Map<String, String> groups = new HashMap<>(own);
      new NodeRegistry(redis)
          .all().toCompletableFuture().join().stream()
              .filter(RegisteredNode::alive)
              .map(RegisteredNode::status)
              .forEach(node -> groups.put(node.node().value(), node.egress().group()));
      return of(clients, groups);
    } catch (CompletionException e) {
      if (RedisFailure.isRefusal(e)) {
        return List.of(
            new Finding.Skipped(SUBJECT, "this user of Redis may not list its connections"));
      }
      throw e;
    }
  }

  /** The same of what {@code CLIENT LIST} said, and the groups of the nodes. */
  static List<Finding> of(String clients, Map<String, String> groups) {
    Map<String, TreeSet<String>> nodesOf = new TreeMap<>();
    for (String line : clients.split("\n")) {
      Matcher node = NODE.matcher(line);
      if (node.find() && groups.containsKey(node.group(2))) {
        nodesOf.computeIfAbsent(node.group(1), none -> new TreeSet<>()).add(node.group(2));
      }
    }
    return nodesOf.entrySet().stream()
        .filter(at -> at.getValue().stream().map(groups::get).distinct().count() > 1)
        .<Finding>map(at -> apart(at.getKey(), at.getValue(), groups))
        .toList();
  }

  private static Finding apart(String address, TreeSet<String> nodes, Map<String, String> groups) {
    String list =
        nodes.stream()
            .map(node -> node + " (" + groups.get(node) + ")")
            .collect(Collectors.joining(", "));
    return new Finding.Warning(
        SUBJECT,
        "all come to Redis from " + address + " and are of different groups: " + list,
        "if they leave for Discord from one address too, give them the same EGRESS_GROUP");
  }
}
