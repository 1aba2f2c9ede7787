package dev.bonghwa.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EpollProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * One named connection to Redis (in a Cluster: one to each master) and the client that owns it.
 *
 * <p>A command that cannot be sent at once is refused, and one whose connection closes fails:
 * Lettuce's own repeating would run a push twice when only its reply was lost. What must be
 * repeated, the caller repeats, and every script can be.
 */
record RedisLink(
    AbstractRedisClient client,
    StatefulConnection<String, byte[]> connection,
    RedisClusterAsyncCommands<String, byte[]> commands) {

  private static final int REQUEST_QUEUE = 1_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  // Found after 5 s of silence, asked every 2 s, dead after three: a dropped idle socket is noticed
  // within about 10 s.
  private static final Duration KEEPALIVE_IDLE = Duration.ofSeconds(5);
  private static final Duration KEEPALIVE_INTERVAL = Duration.ofSeconds(2);
  private static final int KEEPALIVE_COUNT = 3;
  // Keepalive does not run while data is unacknowledged; this does.
  private static final Duration TCP_USER_TIMEOUT = Duration.ofSeconds(11);
  private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);
  // And at once when a master does not come back or another answers for its slots; while that goes
  // on, this often.
  private static final Duration TOPOLOGY_REFRESH_AGAIN = Duration.ofSeconds(1);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  /**
   * Connects.
   *
   * @param name what {@code CLIENT LIST} shows
   * @param timeout for each command
   * @throws io.lettuce.core.RedisException when it cannot
   */
  static RedisLink open(
      ClientResources resources, RedisSettings settings, String name, Duration timeout) {
    List<RedisURI> seeds = settings.seeds().stream().map(s -> named(s, name)).toList();
    return settings.cluster()
        ? cluster(resources, settings, seeds, timeout)
        : single(resources, settings, seeds.getFirst(), timeout);
  }

  /** Opens what the first commands will need; nothing to do on a single server. */
  void warmUp(RedisSettings settings) {
    if (connection instanceof StatefulRedisClusterConnection<String, byte[]> cluster) {
      new ClusterWarmUp(cluster, settings.prefix()).run();
    }
  }

  /** Completes when the connections are closed. */
  CompletionStage<Void> close() {
    return client.shutdownAsync(0, 1, TimeUnit.SECONDS);
  }

  private static RedisLink single(
      ClientResources resources, RedisSettings settings, RedisURI uri, Duration timeout) {
    RedisClient client = new AsyncClient(resources);
    client.setOptions(configure(ClientOptions.builder(), settings, timeout).build());
    try {
      StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC, uri);
      connection.setTimeout(timeout);
      return new RedisLink(client, connection, connection.async());
    } catch (RuntimeException e) {
      client.shutdownAsync();
      throw e;
    }
  }

  private static RedisLink cluster(
      ClientResources resources, RedisSettings settings, List<RedisURI> seeds, Duration timeout) {
    RedisClusterClient client = RedisClusterClient.create(resources, seeds);
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    configure(options, settings, timeout);
    client.setOptions(
        options
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                    .adaptiveRefreshTriggersTimeout(TOPOLOGY_REFRESH_AGAIN)
                    .build())
            .build());
    try {
      StatefulRedisClusterConnection<String, byte[]> connection = client.connect(CODEC);
      connection.setTimeout(timeout);
      return new RedisLink(client, connection, connection.async());
    } catch (RuntimeException e) {
      client.shutdownAsync();
      throw e;
    }
  }

  private static ClientOptions.Builder configure(
      ClientOptions.Builder options, RedisSettings settings, Duration timeout) {
    options
        .autoReconnect(true)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(REQUEST_QUEUE)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .timeoutOptions(TimeoutOptions.enabled(timeout))
        .socketOptions(sockets());
    if (settings.caFile() != null) {
      options.sslOptions(SslOptions.builder().trustManager(settings.caFile().toFile()).build());
    }
    return options;
  }

  private static SocketOptions sockets() {
    SocketOptions.Builder sockets =
        SocketOptions.builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .tcpNoDelay(true)
            .keepAlive(
                KeepAliveOptions.builder()
                    .enable()
                    .idle(KEEPALIVE_IDLE)
                    .interval(KEEPALIVE_INTERVAL)
                    .count(KEEPALIVE_COUNT)
                    .build());
    if (EpollProvider.isAvailable()) {
      sockets.tcpUserTimeout(
          TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(TCP_USER_TIMEOUT).build());
    }
    return sockets.build();
  }

  /** A copy, for each connection has a name of its own; Lettuce's builder forgets Sentinels. */
  private static RedisURI named(RedisURI seed, String name) {
    RedisURI copy = new RedisURI();
    copy.setHost(seed.getHost());
    copy.setPort(seed.getPort());
    copy.setDatabase(seed.getDatabase());
    copy.setTimeout(seed.getTimeout());
    copy.setSentinelMasterId(seed.getSentinelMasterId());
    copy.getSentinels().addAll(seed.getSentinels());
    copy.applyAuthentication(seed);
    copy.applySsl(seed);
    copy.setClientName(name);
    return copy;
  }
}
