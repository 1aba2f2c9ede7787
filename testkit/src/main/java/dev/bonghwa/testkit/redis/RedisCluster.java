package dev.bonghwa.testkit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real Redis Cluster on free ports, all slots assigned: masters, which may get replicas.
 *
 * <pre>{@code
 * try (RedisCluster cluster = RedisCluster.start()) {
 *   connect(cluster.url()); // redis://127.0.0.1:a,127.0.0.1:b,127.0.0.1:c
 * }
 * }</pre>
 */
public final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;

  /** The place of a node's slots in its line of CLUSTER NODES. */
  private static final int FIRST_SLOTS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<EmbeddedRedis> nodes = new ArrayList<>();

  private RedisCluster() {}

  /** Three masters. */
  public static RedisCluster start() {
    return start(3, RedisOptions.defaults());
  }

  /** Returns when every node says {@code cluster_state:ok} and knows all others. */
  public static RedisCluster start(int masters, RedisOptions options) {
    RedisCluster cluster = new RedisCluster();
    try {
      for (int i = 0; i < masters; i++) {
        cluster.nodes.add(EmbeddedRedis.start(options.withCluster()));
      }
      cluster.assignSlots();
      cluster.introduce();
      cluster.awaitOk();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void assignSlots() {
    for (int i = 0; i < nodes.size(); i++) {
      int first = i * SLOTS / nodes.size();
      int end = (i + 1) * SLOTS / nodes.size();
      // Two nodes of one epoch would argue about who wins; Redis sorts it out, this is faster.
      nodes.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      nodes.get(i).call(addSlots(first, end));
    }
  }

  /** ADDSLOTSRANGE came with 7.0. */
  private static String[] addSlots(int first, int end) {
    return Stream.concat(
            Stream.of("CLUSTER", "ADDSLOTS"),
            IntStream.range(first, end).mapToObj(Integer::toString))
        .toArray(String[]::new);
  }

  private void introduce() {
    for (EmbeddedRedis node : nodes) {
      nodes.getFirst().call("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()));
    }
  }

  /**
   * Waits until all nodes say that the Cluster is whole; also of use after a node was restarted.
   */
  public void awaitOk() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!nodes.stream().allMatch(this::isOk)) {
      if (System.nanoTime() > end) {
        throw new RedisUnavailableException(
            "the Redis Cluster is not whole after " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Gives each master a replica. Returns when all replicate. */
  public void addReplicas(RedisOptions options) {
    List<EmbeddedRedis> masters = nodes();
    List<EmbeddedRedis> replicas =
        masters.stream().map(master -> EmbeddedRedis.start(options.withCluster())).toList();
    nodes.addAll(replicas);
    introduce();
    awaitOk();
    for (int i = 0; i < masters.size(); i++) {
      replicas.get(i).call("CLUSTER", "REPLICATE", masters.get(i).call("CLUSTER", "MYID"));
    }
    replicas.forEach(EmbeddedRedis::awaitReplicating);
  }

  /** The server that answers for this key. */
  public EmbeddedRedis masterOf(String key) {
    String slot = nodes.getFirst().call("CLUSTER", "KEYSLOT", key);
    return nodes.stream().filter(node -> answersFor(node, slot)).findFirst().orElseThrow();
  }

  private static boolean answersFor(EmbeddedRedis node, String slot) {
    return node.call("CLUSTER", "NODES")
        .lines()
        .filter(line -> line.contains("myself,master"))
        .flatMap(line -> Stream.of(line.split(" ")).skip(FIRST_SLOTS))
        .map(range -> range.split("-"))
        .anyMatch(range -> isWithin(Integer.parseInt(slot), range));
  }

  private static boolean isWithin(int slot, String... range) {
    return Integer.parseInt(range[0]) <= slot && slot <= Integer.parseInt(range[range.length - 1]);
  }

  private boolean isOk(EmbeddedRedis node) {
    String info = node.call("CLUSTER", "INFO");
    return info.contains("cluster_state:ok")
        && info.contains("cluster_known_nodes:" + nodes.size());
  }

  public List<EmbeddedRedis> nodes() {
    return List.copyOf(nodes);
  }

  /** All nodes in one text: {@code redis://127.0.0.1:a,127.0.0.1:b,127.0.0.1:c}. */
  public String url() {
    return url("");
  }

  /** The same for one of {@link RedisUsers}. */
  public String urlAs(String user) {
    return url(RedisUsers.login(user));
  }

  private String url(String login) {
    return nodes.stream()
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis://" + login, ""));
  }

  @Override
  public void close() {
    nodes.forEach(EmbeddedRedis::close);
  }
}
