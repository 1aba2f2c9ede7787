package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks ten times a second who is connected to a Redis server, and remembers the most connections
 * each program had at one time. One counts from the second look on: a server that was frozen takes
 * the new connections of its clients before it reads that the old ones are closed.
 */
final class ConnectionWatch implements AutoCloseable {
  private static final int MOST_OF_NMS = 4;
  private static final int MOST_OF_A_WORKER = 3;

  /** Of a Cluster's server: while a program reads from it who the masters are. */
  private static final int MORE_IN_A_CLUSTER = 1;

  private static final Pattern ID_AND_NAME = Pattern.compile("^id=(\\d+) .* name=([^ ]+)");

  private final EmbeddedRedis redis;
  private final boolean clustered;
  private final Map<String, Long> most = new ConcurrentSkipListMap<>();
  private Set<String> seen = Set.of();
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
      Map<String, String> programs = programsById(list);
      programs.entrySet().stream()
          .filter(one -> seen.contains(one.getKey()))
          .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()))
          .forEach((program, count) -> most.merge(program, count, Math::max));
      seen = programs.keySet();
    } catch (UncheckedIOException away) {
      // the case may have taken this server away
    }
  }

  /** Whose each connection is: {@code node-worker:worker-1:pop} belongs to its worker. */
  private static Map<String, String> programsById(String list) {
    return list.lines()
        .map(ID_AND_NAME::matcher)
        .filter(Matcher::find)
        .collect(Collectors.toMap(found -> found.group(1), found -> program(found.group(2))));
  }

  private static String program(String name) {
    return Stream.of(name.split(":")).limit(2).collect(Collectors.joining(":"));
  }

  /** The most connections at one look, by program. */
  Map<String, Long> most() {
    return new TreeMap<>(most);
  }

  /**
   * Who had more than is promised, nodes of one name may be several processes; and who wanted what
   * its user may not do.
   */
  List<String> findings(List<CaseNode> nodes) {
    Stream<String> many =
        most().entrySet().stream()
            .filter(entry -> entry.getValue() > allowed(entry.getKey(), nodes))
            .map(entry -> entry.getKey() + " had " + entry.getValue() + " connections to " + redis);
    return Stream.concat(many, denied().stream()).toList();
  }

  private List<String> denied() {
    return redis.isRunning() ? RedisUsers.denied(redis) : List.of();
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
