package dev.bonghwa.nms.proxies;

import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.redis.Redis;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The stored proxies. */
public final class Proxies {
  private final Redis redis;

  public Proxies(Redis redis) {
    this.redis = redis;
  }

  private record Entry(Instant addedAt) {}

  /** All of them as {@code http://host:port}, in the order of their names. */
  public List<String> urls() throws InterruptedException {
    return all().stream().map(Proxy::url).toList();
  }

  /**
   * Adds proxies given as {@code host:port} or {@code http://host:port}; one that is there stays.
   */
  public void add(List<String> texts) throws InterruptedException {
    add(texts, "/proxies/");
  }

  List<Proxy> add(List<String> texts, String pointer) throws InterruptedException {
    List<Proxy> proxies =
        IntStream.range(0, texts.size())
            .mapToObj(i -> Proxy.parse(texts.get(i), pointer + i))
            .toList();
    byte[] entry = Json.write(new Entry(Await.on(redis.time())));
    for (Proxy proxy : proxies) {
      Await.on(redis.commands().hsetnx(redis.keys().proxies(), proxy.id(), entry));
    }
    return proxies;
  }

  /** False when there was none of that name. */
  public boolean remove(String text) throws InterruptedException {
    Proxy proxy = Proxy.parse(text, "id");
    return Await.on(redis.commands().hdel(redis.keys().proxies(), proxy.id())) > 0;
  }

  List<Proxy> all() throws InterruptedException {
    return Await.on(redis.commands().hkeys(redis.keys().proxies())).stream()
        .sorted()
        .map(id -> Proxy.parse(id, "id"))
        .toList();
  }
}
