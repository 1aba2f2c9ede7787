package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.io.UncheckedIOException;
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
 * each program had at one time.
 */
final class ConnectionWatch implements AutoCloseable {
  private static final int MOST_OF_NMS = 4;
  private static final int MOST_OF_A_WORKER = 3;

  /** Of a Cluster's server: while a program reads from it who the masters are. */
  private static final int MORE_IN_A_CLUSTER = 1;

  private static final Pattern NAME = Pattern.compile(" name=([^ ]*)");

  private final EmbeddedRedis redis;
  private final boolean clustered;
  private final Map<String, Long> most = new ConcurrentSkipListMap<>();
  private volatile String latest = "";
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private ConnectionWatch(EmbeddedRedis redis, boolean clustered) {
    this.redis = redis;
    this.clustered = clustered;
    looker.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MILLISECONDS);
  }

  /** Each of these; more than one are a Cluster. */
  static List<ConnectionWatch> watch(List<EmbeddedRedis> servers) {
    return servers.stream().map(one -> new ConnectionWatch(one, servers.size() > 1)).toList();
  }

  private void look() {
    try {
      String list = redis.call("CLIENT", "LIST");
      latest = list;
      programs(list).forEach((program, count) -> most.merge(program, count, Math::max));
    } catch (UncheckedIOException away) {
      // the case may have taken this server away
    }
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

  /** Who had more than is promised; nodes of one name may be several processes. */
  List<String> findings(List<CaseNode> nodes) {
    return most().entrySet().stream()
        .filter(entry -> entry.getValue() > allowed(entry.getKey(), nodes))
        .map(entry -> entry.getKey() + " had " + entry.getValue() + " connections to " + redis)
        .toList();
  }

  private long allowed(String program, List<CaseNode> nodes) {
    long processes = nodes.stream().filter(n -> program.equals("node-worker:" + n.id())).count();
    long usual = program.equals("nms-api") ? MOST_OF_NMS : MOST_OF_A_WORKER;
    return (usual + (clustered ? MORE_IN_A_CLUSTER : 0)) * Math.max(1, processes);
  }

  /** What CLIENT LIST said last. */
  String latest() {
    return latest;
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
