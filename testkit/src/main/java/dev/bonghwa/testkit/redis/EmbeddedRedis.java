package dev.bonghwa.testkit.redis;

import dev.bonghwa.testkit.process.AtExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Redis server on a free port of 127.0.0.1, with a temporary directory that goes with it.
 *
 * <pre>{@code
 * try (EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.defaults().withAppendOnly())) {
 *   redis.kill();
 *   redis.restart(); // same port, same data
 * }
 * }</pre>
 *
 * <p>It ends with this JVM at the latest.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final int REPLICATING_SECONDS = 30;

  private final RedisServer server;
  private final RedisOptions options;

  private EmbeddedRedis(RedisServer server, RedisOptions options) {
    this.server = server;
    this.options = options;
  }

  public static EmbeddedRedis start() {
    return start(RedisOptions.defaults());
  }

  /**
   * Returns when the server answers.
   *
   * @throws RedisUnavailableException nothing on this machine can be started
   */
  public static EmbeddedRedis start(RedisOptions options) {
    EmbeddedRedis redis = new EmbeddedRedis(server(RedisSource.chosen(), options), options);
    AtExit.close(redis);
    try {
      redis.server.start();
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
    return redis;
  }

  private static RedisServer server(RedisSource source, RedisOptions options) {
    // Those of a Cluster, and Sentinels, must reach others under the addresses that clients use.
    return source == RedisSource.DOCKER && !options.cluster() && !options.sentinel()
        ? new RedisDocker(options)
        : new RedisProcess(RedisBinary.find(source), options);
  }

  /** Of the servers that are started here, such as {@code 6.2}. */
  public static String version() {
    RedisSource source = RedisSource.chosen();
    return source == RedisSource.DOCKER ? RedisDocker.version() : RedisBinary.version(source);
  }

  /** {@code redis://[:password@]127.0.0.1:port}. */
  public URI uri() {
    String password = options.password();
    String user =
        password.isEmpty() ? "" : ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@";
    return URI.create("redis://" + user + "127.0.0.1:" + port());
  }

  public int port() {
    return server.port();
  }

  /** Of the server's process; -1 when it is a container. */
  public long pid() {
    return server.pid();
  }

  public boolean isRunning() {
    return server.isRunning();
  }

  /** An orderly shutdown (SIGTERM); returns when the process is gone. */
  public void stop() {
    server.stop();
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill() {
    server.kill();
  }

  /**
   * Stops it if it runs and starts it again: same port, same directory. Returns when it answers.
   */
  public void restart() {
    server.stop();
    server.start();
  }

  /** SIGSTOP: the server stands still, its sockets stay open. */
  public void freeze() {
    server.freeze();
  }

  /** SIGCONT. */
  public void thaw() {
    server.thaw();
  }

  /**
   * One command on a connection of its own, for tests that look or meddle: {@code call("CLIENT",
   * "LIST")}.
   *
   * @return the reply as text; an array's elements separated by line ends, nil as ""
   * @throws UncheckedIOException on an error reply, and when the server cannot be reached
   */
  public String call(String... words) {
    return callAs("default", options.password(), words);
  }

  /** The same as that user. */
  public String callAs(String user, String password, String... words) {
    try (RedisCall connection = new RedisCall(port(), user, password)) {
      return connection.call(words);
    } catch (IOException e) {
      throw new UncheckedIOException(words[0] + " on port " + port() + ": " + e.getMessage(), e);
    }
  }

  /** Waits until this replica has all that its master has had, and gets what it writes. */
  public void awaitReplicating() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(REPLICATING_SECONDS);
    while (!call("INFO", "replication").contains("master_link_status:up")) {
      if (System.nanoTime() > end) {
        throw new RedisUnavailableException(this + " gets nothing from its master");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  public void flushAll() {
    call("FLUSHALL");
  }

  @Override
  public void close() {
    AtExit.forget(this);
    server.close();
  }

  @Override
  public String toString() {
    return "EmbeddedRedis[127.0.0.1:" + port() + "]";
  }
}
