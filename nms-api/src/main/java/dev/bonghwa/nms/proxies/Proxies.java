package dev.bonghwa.nms.proxies;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyState;
import dev.bonghwa.egress.ProxyStates;
import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.redis.Redis;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The stored proxies. */
public final class Proxies {

  /** Each node asks for its part of the budget of each. */
  private static final int MOST = 64;

  private final Redis redis;
  private final ProxyStates states;

  public Proxies(Redis redis) {
    this.redis = redis;
    this.states = new ProxyStates(redis);
  }

  private record Entry(Instant addedAt) {}

  /** All of them, in the order of their names. */
  public List<ProxyState> all() throws InterruptedException {
    return Await.on(states.all());
  }

  /**
   * Adds proxies given as {@code host:port} or {@code http://host:port}; one that is there stays.
   */
  public void add(List<String> texts) throws InterruptedException {
    add(texts, "/proxies/");
  }

  List<Proxy> add(List<String> texts, String pointer) throws InterruptedException {
    List<Proxy> proxies =
        IntStream.range(0, texts.size()).mapToObj(i -> parse(texts.get(i), pointer + i)).toList();
    requireRoom(proxies);
    byte[] entry = Json.write(new Entry(Await.on(redis.time())));
    for (Proxy proxy : proxies) {
      Await.on(redis.commands().hsetnx(redis.keys().proxies(), proxy.id(), entry));
    }
    return proxies;
  }

  private void requireRoom(List<Proxy> more) throws InterruptedException {
    Set<String> all = new HashSet<>(Await.on(redis.commands().hkeys(redis.keys().proxies())));
    more.forEach(proxy -> all.add(proxy.id()));
    if (all.size() > MOST) {
      throw Problem.at(
          422,
          "/proxies",
          "would make %d proxies; a fleet has %d at most".formatted(all.size(), MOST));
    }
  }

  /** False when there was none of that name. */
  public boolean remove(String text) throws InterruptedException {
    Proxy proxy = parse(text, "id");
    boolean removed = Await.on(redis.commands().hdel(redis.keys().proxies(), proxy.id())) > 0;
    Await.on(redis.commands().hdel(redis.keys().proxyUses(), proxy.id()));
    return removed;
  }

  private static Proxy parse(String text, String pointer) {
    return Proxy.parse(text)
        .orElseThrow(
            () ->
                Problem.at(422, pointer, "must be host:port or http://host:port, without a user"));
  }
}
