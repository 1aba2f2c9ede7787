package dev.bonghwa.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.redis.Redis;
import io.lettuce.core.KeyValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How all proxies of the fleet are: what nodes have told of them, and what their groups know. */
public final class ProxyStates {

  private final Redis redis;

  public ProxyStates(Redis redis) {
    this.redis = redis;
  }

  /** All that are listed, in the order of their names. */
  public CompletionStage<List<ProxyState>> all() {
    return redis
        .commands()
        .hkeys(redis.keys().proxies())
        .thenCombine(redis.commands().hgetall(redis.keys().proxyUses()), Listed::new)
        .thenCombine(redis.commands().hgetall(redis.keys().proxyFaults()), Listed::withFaults)
        .thenCombine(redis.time(), this::withGroups)
        .thenCompose(states -> states);
  }

  private CompletionStage<List<ProxyState>> withGroups(Listed listed, Instant now) {
    CompletionStage<List<ProxyState>> all = CompletableFuture.completedStage(List.of());
    for (Proxy proxy : listed.proxies()) {
      all =
          all.thenCombine(
              group(proxy, now), (before, group) -> and(before, listed.state(proxy, group)));
    }
    return all;
  }

  private CompletionStage<Group> group(Proxy proxy, Instant now) {
    return redis
        .commands()
        .hmget(redis.keys().egress(proxy.group()), "cause", "rate", "pause_until")
        .thenApply(
            fields -> {
              boolean paused = isAfter(text(fields.get(2)), now);
              return new Group(paused ? text(fields.get(0)) : null, text(fields.get(1)));
            });
  }

  /** Only a probe takes a cause away, and without work nobody sends one: the time says it. */
  private static boolean isAfter(@Nullable String millis, Instant now) {
    return millis != null && Double.parseDouble(millis) > now.toEpochMilli();
  }

  private static List<ProxyState> and(List<ProxyState> before, ProxyState one) {
    List<ProxyState> all = new ArrayList<>(before);
    all.add(one);
    return all;
  }

  private static @Nullable String text(KeyValue<String, byte[]> field) {
    return field.hasValue() ? new String(field.getValue(), UTF_8) : null;
  }

  private record Group(@Nullable String cause, @Nullable String rate) {
    @Nullable Double perSecond() {
      return rate == null ? null : Double.valueOf(rate);
    }
  }

  /** The names, and of each what was told, by which node. */
  private record Listed(
      List<String> names, Map<String, byte[]> uses, Map<String, Map<String, String>> faults) {

    Listed(List<String> names, Map<String, byte[]> uses) {
      this(names, uses, Map.of());
    }

    Listed withFaults(Map<String, byte[]> told) {
      Map<String, Map<String, String>> byProxy = new TreeMap<>();
      told.forEach((who, what) -> add(byProxy, who.split(" ", 2), new String(what, UTF_8)));
      return new Listed(names, uses, byProxy);
    }

    /** A fault is a time, a space and what it was. */
    private static void add(Map<String, Map<String, String>> all, String[] who, String what) {
      if (who.length == 2) {
        all.computeIfAbsent(who[0], proxy -> new TreeMap<>())
            .put(who[1], what.substring(what.indexOf(' ') + 1));
      }
    }

    List<Proxy> proxies() {
      return names.stream().sorted().flatMap(name -> Proxy.parse(name).stream()).toList();
    }

    ProxyState state(Proxy proxy, Group group) {
      byte[] used = uses.getOrDefault(proxy.id(), new byte[] {'0'});
      String fault = fault(proxy);
      ProxyState.State state =
          !fault.isEmpty()
              ? ProxyState.State.DOWN
              : group.cause() == null ? ProxyState.State.UP : ProxyState.State.PAUSED;
      String reason = state == ProxyState.State.PAUSED ? word(group.cause()) : fault;
      return new ProxyState(
          proxy, Long.parseLong(new String(used, UTF_8)), state, reason, group.perSecond());
    }

    private String fault(Proxy proxy) {
      return faults.getOrDefault(proxy.id(), Map.of()).entrySet().stream()
          .map(told -> told.getKey() + ": " + told.getValue())
          .collect(Collectors.joining("; "));
    }

    private static String word(@Nullable String cause) {
      return cause == null ? "" : EgressCause.ofName(cause).word();
    }
  }
}
