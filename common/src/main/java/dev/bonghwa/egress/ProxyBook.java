package dev.bonghwa.egress;

import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.ScriptReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** The fleet's list of proxies, as workers see it. */
public final class ProxyBook {

  private static final LuaScript LOOK = LuaScript.of(ProxyBook.class, "look");

  private final Redis redis;
  private final NodeId self;

  /** The list, looked at by that node. */
  public ProxyBook(Redis redis, NodeId self) {
    this.redis = redis;
    this.self = self;
  }

  /** Tells how the proxies were used, and answers which there are, in the order of their names. */
  public CompletionStage<Set<Proxy>> look(Collection<ProxyUse> told) {
    List<Object> args = new ArrayList<>();
    args.add(redis.keys().proxies());
    args.add(self);
    for (ProxyUse use : told) {
      args.addAll(List.of(use.proxy(), use.uses(), use.fault()));
    }
    List<String> keys = List.of(redis.keys().proxyUses(), redis.keys().proxyFaults());
    return redis.run(LOOK, keys, args.toArray()).thenApply(ProxyBook::read);
  }

  private static Set<Proxy> read(ScriptReply reply) {
    Set<Proxy> proxies = new LinkedHashSet<>();
    IntStream.range(0, reply.size())
        .mapToObj(reply::text)
        .sorted()
        .flatMap(id -> Proxy.parse(id).stream())
        .forEach(proxies::add);
    return proxies;
  }
}
