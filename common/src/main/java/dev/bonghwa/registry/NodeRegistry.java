package dev.bonghwa.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.ScriptReply;
import io.lettuce.core.ScoredValue;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fleet's members in Redis. */
public final class NodeRegistry {

  /** How long an instance counts as alive after a beat. */
  public static final Duration ALIVE_FOR = Duration.ofSeconds(6);

  /** How long a silent instance is remembered. */
  public static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

  private static final Logger log = LoggerFactory.getLogger(NodeRegistry.class);
  private static final LuaScript HEARTBEAT = LuaScript.of(NodeRegistry.class, "heartbeat");
  private static final LuaScript DRAIN = LuaScript.of(NodeRegistry.class, "drain");

  private final Redis redis;

  public NodeRegistry(Redis redis) {
    this.redis = redis;
  }

  /**
   * Says that the instance lives, and what it is. To be called from the loop that does the work,
   * and from nowhere else.
   */
  public CompletionStage<HeartbeatReply> heartbeat(NodeStatus status) {
    return redis
        .run(
            HEARTBEAT,
            List.of(
                redis.keys().nodes(),
                redis.keys().alive(),
                redis.keys().epoch(),
                redis.keys().draining(),
                redis.keys().beat()),
            status.instance(),
            status.node(),
            NodeStatusCodec.encode(status),
            ALIVE_FOR.toMillis())
        .thenApply(NodeRegistry::read);
  }

  /** Takes an instance out of the fleet. */
  public CompletionStage<Void> leave(InstanceId instance) {
    return redis
        .commands()
        .zrem(redis.keys().alive(), instance.toString().getBytes(UTF_8))
        .thenCompose(gone -> redis.commands().hdel(redis.keys().nodes(), instance.toString()))
        .thenAccept(gone -> {});
  }

  /**
   * Every registered instance, alive or not, by name. Those silent for {@link #FORGOTTEN_AFTER} are
   * forgotten.
   */
  public CompletionStage<List<RegisteredNode>> all() {
    CompletionStage<Map<String, byte[]>> registered =
        redis.commands().hgetall(redis.keys().nodes());
    // After the registrations: a beat writes both at once, so one without the other has half left.
    CompletionStage<List<ScoredValue<byte[]>>> alive =
        redis.commands().zrangeWithScores(redis.keys().alive(), 0, -1);
    CompletionStage<Set<byte[]>> draining = redis.commands().smembers(redis.keys().draining());
    return registered
        .thenCombine(alive, (said, beats) -> new Read(said, beats, Set.of(), Instant.EPOCH))
        .thenCombine(draining, (read, nodes) -> read.withDraining(texts(nodes)))
        .thenCombine(redis.time(), Read::withNow)
        .thenApply(this::members);
  }

  /** Asks a node to take no more work, or lets it again. False when no such node is registered. */
  public CompletionStage<Boolean> drain(NodeId node, boolean on) {
    byte[] id = node.value().getBytes(UTF_8);
    return instances(node)
        .thenCompose(
            instances -> {
              if (on && instances.isEmpty()) {
                return CompletableFuture.completedStage(false);
              }
              return (on
                      ? redis.runForNumber(DRAIN, List.of(redis.keys().draining()), node)
                      : redis.commands().srem(redis.keys().draining(), id))
                  .thenApply(changed -> !instances.isEmpty());
            });
  }

  /** Forgets a node that is gone for good. False when no such node is registered. */
  public CompletionStage<Boolean> remove(NodeId node) {
    return instances(node)
        .thenCompose(
            instances -> leaveAll(instances, node).thenApply(left -> !instances.isEmpty()));
  }

  private CompletionStage<Long> leaveAll(List<InstanceId> instances, NodeId node) {
    CompletableFuture<?>[] leaving =
        instances.stream()
            .map(i -> leave(i).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(leaving)
        .thenCompose(
            left -> redis.commands().srem(redis.keys().draining(), node.value().getBytes(UTF_8)));
  }

  private CompletionStage<List<InstanceId>> instances(NodeId node) {
    return redis
        .commands()
        .hkeys(redis.keys().nodes())
        .thenApply(
            all -> all.stream().map(InstanceId::parse).filter(i -> i.node().equals(node)).toList());
  }

  private List<RegisteredNode> members(Read read) {
    List<RegisteredNode> members = new ArrayList<>();
    for (Map.Entry<String, byte[]> said : read.said().entrySet()) {
      try {
        Instant until = read.aliveUntil(said.getKey());
        if (until.plus(FORGOTTEN_AFTER).isBefore(read.now())) {
          leave(InstanceId.parse(said.getKey()));
        } else {
          members.add(member(said, until, read));
        }
      } catch (UncheckedIOException | IllegalArgumentException e) {
        log.warn("a registration cannot be read and is left out: {}", e.getMessage());
      }
    }
    members.sort(Comparator.comparing(m -> m.status().instance().toString()));
    return members;
  }

  private static RegisteredNode member(Map.Entry<String, byte[]> said, Instant until, Read read) {
    InstanceId instance = InstanceId.parse(said.getKey());
    NodeStatus status = NodeStatusCodec.decode(instance, said.getValue());
    boolean drain = read.draining().contains(instance.node().value());
    return new RegisteredNode(drain ? status.withDraining() : status, until, read.now());
  }

  private static HeartbeatReply read(ScriptReply reply) {
    return new HeartbeatReply(
        reply.text(0),
        reply.moment(1),
        reply.flag(2),
        reply.flag(3),
        Duration.ofMillis(reply.number(4)));
  }

  private static Set<String> texts(Set<byte[]> values) {
    return values.stream().map(v -> new String(v, UTF_8)).collect(Collectors.toSet());
  }

  private record Read(
      Map<String, byte[]> said,
      List<ScoredValue<byte[]>> beats,
      Set<String> draining,
      Instant now) {

    Read withDraining(Set<String> nodes) {
      return new Read(said, beats, nodes, now);
    }

    Read withNow(Instant time) {
      return new Read(said, beats, draining, time);
    }

    Instant aliveUntil(String instance) {
      return beats.stream()
          .filter(beat -> new String(beat.getValue(), UTF_8).equals(instance))
          .map(beat -> Instant.ofEpochMilli((long) beat.getScore()))
          .findFirst()
          .orElse(Instant.EPOCH);
    }
  }
}
