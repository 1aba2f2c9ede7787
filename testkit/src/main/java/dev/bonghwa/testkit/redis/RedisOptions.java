package dev.bonghwa.testkit.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a server is configured.
 *
 * @param appendOnly AOF with {@code appendfsync everysec}; else nothing survives a restart
 * @param maxMemory as in redis.conf, {@code 64mb}; empty: no limit
 * @param password empty: none
 * @param maxClients connections; 0: the server's default
 * @param cluster a member of a Cluster, which has no slots yet
 * @param extra further lines of redis.conf, which win over the others
 * @param env variables for its process
 */
public record RedisOptions(
    boolean appendOnly,
    String maxMemory,
    String password,
    int maxClients,
    boolean cluster,
    List<String> extra,
    Map<String, String> env) {

  public RedisOptions {
    extra = List.copyOf(extra);
    env = Map.copyOf(env);
  }

  /** In memory, no eviction, no password. */
  public static RedisOptions defaults() {
    return new RedisOptions(false, "", "", 0, false, List.of(), Map.of());
  }

  public RedisOptions withAppendOnly() {
    return new RedisOptions(true, maxMemory, password, maxClients, cluster, extra, env);
  }

  public RedisOptions withMaxMemory(String limit) {
    return new RedisOptions(appendOnly, limit, password, maxClients, cluster, extra, env);
  }

  public RedisOptions withPassword(String secret) {
    return new RedisOptions(appendOnly, maxMemory, secret, maxClients, cluster, extra, env);
  }

  public RedisOptions withMaxClients(int limit) {
    return new RedisOptions(appendOnly, maxMemory, password, limit, cluster, extra, env);
  }

  public RedisOptions withCluster() {
    return new RedisOptions(appendOnly, maxMemory, password, maxClients, true, extra, env);
  }

  public RedisOptions withEnv(Map<String, String> variables) {
    return new RedisOptions(appendOnly, maxMemory, password, maxClients, cluster, extra, variables);
  }

  /** With the users that are deployed; the default user may do everything all the same. */
  public RedisOptions withUsers() {
    RedisOptions all = this;
    for (String line : RedisUsers.lines()) {
      all = all.with(line);
    }
    return all;
  }

  /**
   * No store but a Sentinel, alone, that knows the server on this port as {@code bonghwa}, and
   * takes one that is silent for a second for dead.
   */
  public static RedisOptions sentinelOf(int port) {
    return defaults()
        .with("sentinel monitor bonghwa 127.0.0.1 " + port + " 1")
        .with("sentinel down-after-milliseconds bonghwa 1000")
        .with("sentinel failover-timeout bonghwa 5000");
  }

  /** A replica of the server on this port. */
  public RedisOptions withMaster(int port) {
    return with("replicaof 127.0.0.1 " + port);
  }

  boolean sentinel() {
    return extra.stream().anyMatch(line -> line.startsWith("sentinel "));
  }

  /** One more line of redis.conf, such as {@code maxmemory-policy allkeys-lru}. */
  public RedisOptions with(String line) {
    List<String> lines = new ArrayList<>(extra);
    lines.add(line);
    return new RedisOptions(appendOnly, maxMemory, password, maxClients, cluster, lines, env);
  }

  /** The lines of redis.conf that do not depend on where the server runs. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("save \"\"");
    lines.add("maxmemory-policy noeviction");
    lines.add("appendonly " + (appendOnly ? "yes" : "no"));
    lines.add("appendfsync everysec");
    addUnless(maxMemory.isEmpty(), "maxmemory " + maxMemory, lines);
    addUnless(password.isEmpty(), "requirepass " + password, lines);
    addUnless(maxClients == 0, "maxclients " + maxClients, lines);
    addUnless(!cluster, "cluster-enabled yes", lines);
    addUnless(!cluster, "cluster-node-timeout 2000", lines);
    lines.addAll(extra);
    return lines;
  }

  private static void addUnless(boolean absent, String line, List<String> lines) {
    if (!absent) {
      lines.add(line);
    }
  }

  @Override
  public String toString() {
    return "RedisOptions[appendOnly="
        + appendOnly
        + ", cluster="
        + cluster
        + ", extra="
        + extra.size()
        + "]";
  }
}
