package dev.bonghwa.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.ScriptReply;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  private static final int FORGOTTEN_AT_ONCE = 1_000;

  /** Whoever looks for a namesake reads all instances. */
  private static final int BEATS_A_LOOK = 10;

  private final Redis redis;
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
  private final AtomicLong beats = new AtomicLong();
  private volatile boolean shared;

  public NodeRegistry(Redis redis) {
    this.redis = redis;
  }

  /**
   * Says that the instance lives, and what it is. To be called from the loop that does the work,
   * and from nowhere else.
   */
  public CompletionStage<HeartbeatReply> heartbeat(NodeStatus status) {
    boolean looks = beats.getAndIncrement() % BEATS_A_LOOK == 0;
    return redis
        .run(
            HEARTBEAT,
            List.of(
                redis.keys().nodes(),
                redis.keys().alive(),
                redis.keys().epoch(),
                redis.keys().upkeep()),
            status.instance(),
            status.node(),
            NodeStatusCodec.encode(status),
            ALIVE_FOR.toMillis(),
            status.protocol(),
            redis.keys().draining(),
            looks ? 1 : 0)
        .thenApply(reply -> read(reply, looks));
  }

  /** Takes an instance out of the fleet. */
  public CompletionStage<Void> leave(InstanceId instance) {
    return forget(List.of(instance.toString()));
  }

  /**
   * Every registered instance, alive or not, by name. Those silent for {@link #FORGOTTEN_AFTER} are
   * forgotten, and those whose node beats as another instance.
   */
  public CompletionStage<List<RegisteredNode>> all() {
    CompletionStage<Map<String, byte[]>> said = redis.commands().hgetall(redis.keys().nodes());
    // After the registrations: a beat writes both at once, so one without the other has half left.
    CompletionStage<List<ScoredValue<byte[]>>> beats =
        redis.commands().zrangeWithScores(redis.keys().alive(), 0, -1);
    CompletionStage<Set<byte[]>> draining = redis.commands().smembers(redis.keys().draining());
    return said.thenCombine(
            beats, (all, ends) -> new Registrations(all, moments(ends), Set.of(), Instant.EPOCH))
        .thenCombine(draining, (read, nodes) -> read.withDraining(texts(nodes)))
        .thenCombine(redis.time(), Registrations::withNow)
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
    byte[] id = node.value().getBytes(UTF_8);
    return instances(node)
        .thenCompose(
            instances ->
                forget(instances)
                    .thenCompose(left -> redis.commands().srem(redis.keys().draining(), id))
                    .thenApply(undrained -> !instances.isEmpty()));
  }

  /** Of the beats first: what is left of one that half left is found among the registrations. */
  private CompletionStage<Void> forget(List<String> instances) {
    if (instances.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    byte[][] names = instances.stream().map(i -> i.getBytes(UTF_8)).toArray(byte[][]::new);
    return redis
        .commands()
        .zrem(redis.keys().alive(), names)
        .thenCompose(
            gone -> redis.commands().hdel(redis.keys().nodes(), instances.toArray(String[]::new)))
        .thenAccept(gone -> {});
  }

  private CompletionStage<List<String>> instances(NodeId node) {
    return redis
        .commands()
        .hkeys(redis.keys().nodes())
        .thenApply(
            all -> all.stream().filter(i -> Registrations.node(i).equals(node.value())).toList());
  }

  private List<RegisteredNode> members(Registrations read) {
    forget(read.overdue().stream().limit(FORGOTTEN_AT_ONCE).toList());
    Map<String, String> faults = new TreeMap<>();
    List<RegisteredNode> members = read.members(faults);
    unreadable.retainAll(faults.keySet());
    faults.forEach(this::tell);
    return members;
  }

  private void tell(String instance, String why) {
    if (unreadable.add(instance)) {
      log.warn(
          "the registration \"{}\" cannot be read and is left out until it is removed: {}",
          instance,
          why);
    }
  }

  private HeartbeatReply read(ScriptReply reply, boolean looked) {
    shared = looked ? reply.flag(3) : shared;
    return new HeartbeatReply(
        reply.text(0), reply.moment(1), reply.flag(2), shared, Duration.ofMillis(reply.number(4)));
  }

  private static Set<String> texts(Set<byte[]> values) {
    return values.stream().map(v -> new String(v, UTF_8)).collect(Collectors.toSet());
  }

  private static Map<String, Instant> moments(List<ScoredValue<byte[]>> beats) {
    return beats.stream()
        .collect(
            Collectors.toMap(
                beat -> new String(beat.getValue(), UTF_8),
                beat -> Instant.ofEpochMilli((long) beat.getScore())));
  }
}
