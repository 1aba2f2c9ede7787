package dev.bonghwa.cli.fleet;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks ten times a second who is connected to a Redis server, and remembers the most connections
 * each program had at one time. Also keeps what the server says, to be searched for secrets.
 */
final class Connections implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile(" name=([^ ]*)");

  private final EmbeddedRedis redis;
  private final Map<String, Long> most = new ConcurrentSkipListMap<>();
  private final StringBuffer lists = new StringBuffer();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private Connections(EmbeddedRedis redis) {
    this.redis = redis;
    looker.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MILLISECONDS);
  }

  static Connections watch(EmbeddedRedis redis) {
    return new Connections(redis);
  }

  private void look() {
    String list = redis.call("CLIENT", "LIST");
    lists.append(list);
    programs(list).forEach((program, count) -> most.merge(program, count, Math::max));
  }

  /** Connections by program: {@code node-worker:worker-1:pop} belongs to its worker. */
  private static Map<String, Long> programs(String list) {
    return list.lines()
        .map(NAME::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .filter(name -> !name.isEmpty())
        .map(name -> name.split(":"))
        .map(parts -> String.join(":", List.of(parts).subList(0, Math.min(2, parts.length))))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  /** The most connections at one look, by program. */
  Map<String, Long> most() {
    return new TreeMap<>(most);
  }

  /** All that CLIENT LIST has said. */
  String lists() {
    return lists.toString();
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
