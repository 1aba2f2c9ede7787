package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyUse;
import dev.bonghwa.worker.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All ways out of the node.
 *
 * <p>Of those that may send now the one with the fewest requests in flight is next: a limited way
 * holds itself back, a slow one keeps its requests long and so gets fewer. Between equals the
 * node's own address comes first. A way is asked only when those before it cannot send, so one that
 * is not needed costs nothing.
 */
final class Ways {
  /** One that has left the list may come back: a list is changed by hand. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final EventLoop loop;
  private final Function<Proxy, GroupLine> groups;
  private final Way own;
  private final Map<Proxy, Way> known = new HashMap<>();
  private final List<Way> ways = new ArrayList<>();
  private IntSupplier ready = () -> 0;
  private Runnable news = () -> {};
  private Way next;

  Ways(EventLoop loop, GroupLine line, Function<Proxy, GroupLine> groups) {
    this.loop = loop;
    this.groups = groups;
    this.own = new Way(loop, null, line);
    this.next = own;
    ways.add(own);
  }

  void serve(IntSupplier whatIsReady, Runnable whenNews) {
    ready = whatIsReady;
    news = whenNews;
    own.serve(ready, news);
    known.values().forEach(way -> way.serve(ready, news));
  }

  Way own() {
    return own;
  }

  boolean hasProxies() {
    return ways.size() > 1;
  }

  /** Goes on by these proxies, which is news. One that comes back soon is as it was left. */
  void use(Set<Proxy> proxies) {
    ways.clear();
    ways.add(own);
    proxies.forEach(proxy -> ways.add(known.computeIfAbsent(proxy, this::open)));
    next = own;
    news.run();
  }

  private Way open(Proxy proxy) {
    Way way = new Way(loop, proxy, groups.apply(proxy));
    way.serve(ready, news);
    return way;
  }

  void stop() {
    own.stop();
    known.values().forEach(Way::stop);
  }

  /** Nanoseconds until a request may go out by one of them, 0 for now. */
  long nanosUntilSend() {
    long now = loop.nanoTime();
    if (!hasProxies()) {
      return own.nanosUntilSend(now);
    }
    order();
    long least = Long.MAX_VALUE;
    for (Way way : ways) {
      long nanos = way.nanosUntilSend(now);
      if (nanos <= 0) {
        next = way;
        return 0;
      }
      least = Math.min(least, nanos);
    }
    return least;
  }

  /** The right to send one request; null when none may go out now. */
  @Nullable Clearance acquire() {
    return nanosUntilSend() > 0 ? null : next.send();
  }

  long nanosPaused() {
    long now = loop.nanoTime();
    return ways.stream().mapToLong(way -> way.nanosPaused(now)).min().orElse(0);
  }

  boolean allCircuitsOpen() {
    return ways.stream().allMatch(Way::circuitOpen);
  }

  /** Why nothing leaves the node; empty when something may. */
  String pausedBy() {
    return ways.stream().allMatch(way -> !way.pausedBy().isEmpty()) ? own.pausedBy() : "";
  }

  /** Of all ways together; of a proxy that was not used yet nothing is known. */
  double perSecond() {
    return ways.stream().mapToDouble(Way::perSecond).sum();
  }

  /** What there is to tell of the proxies. */
  List<ProxyUse> toTell() {
    List<ProxyUse> uses = new ArrayList<>();
    known.forEach(
        (proxy, way) -> {
          if (way.uses() > 0 || ways.contains(way)) {
            uses.add(new ProxyUse(proxy, way.uses(), way.fault()));
          }
        });
    return uses;
  }

  void told(List<ProxyUse> all) {
    for (ProxyUse use : all) {
      known.computeIfPresent(use.proxy(), (proxy, way) -> way.told(use.uses()));
    }
    known.values().removeIf(this::forgets);
  }

  private boolean forgets(Way way) {
    boolean over =
        way.uses() == 0 && way.nanosIdle(loop.nanoTime()) > KEPT.toNanos() && !ways.contains(way);
    if (over) {
      way.stop();
    }
    return over;
  }

  /** Sorts in place: few have moved since the last time, and this is done for every request. */
  private void order() {
    for (int i = 1; i < ways.size(); i++) {
      Way way = ways.get(i);
      int at = i;
      for (; at > 0 && compare(ways.get(at - 1), way) > 0; at--) {
        ways.set(at, ways.get(at - 1));
      }
      ways.set(at, way);
    }
  }

  private static int compare(Way one, Way other) {
    int byLoad = Integer.compare(one.inFlight(), other.inFlight());
    return byLoad != 0 ? byLoad : Boolean.compare(one.proxy() != null, other.proxy() != null);
  }
}
